"""Stands where buildbot-www would: Debian's Buildbot comes without its pages."""
import tempfile

from twisted.web import resource


class NoPages:
    version = "1"
    ui = False

    def __init__(self):
        self.static_dir = tempfile.mkdtemp()
        with open(self.static_dir + "/index.html", "w", encoding="utf-8"):
            pass
        self.resource = resource.Resource()

    def setMaster(self, master):
        self.master = master

    def setConfiguration(self, config):
        self.config = config


pages = NoPages()
