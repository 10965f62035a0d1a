"""An X server of its own for the tests of the window, and keys pressed on it."""
import os
import shutil
import subprocess

from harness import Skipped


class XServer:
    """options: more of Xvfb's. Without Xvfb and xdotool the test is skipped."""

    def __init__(self, *options):
        for needed in ("Xvfb", "xdotool"):
            if not shutil.which(needed):
                raise Skipped(needed + " is not installed")
        self.number, writing = os.pipe()  # it writes there more than once: to stay open
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", *options],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        self.display = ":" + os.read(self.number, 16).decode().strip()
        self.environment = dict(os.environ, DISPLAY=self.display, SDL_VIDEODRIVER="x11",
                                SDL_AUDIODRIVER="dummy")

    def close(self):
        self.server.terminate()
        self.server.wait(10)
        os.close(self.number)

    def do(self, *words):
        """What xdotool is told; whether it could."""
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True,
                              timeout=20).returncode == 0

    def keys(self, *names):
        assert self.do(*[word for name in names for word in ("key", name)]), names
