#!/usr/bin/python3
"""The exercise screen as a careful pygame program would draw it, to hold bench_screen against:
everything that can be is drawn once and blitted, smooth shapes come from gfxdraw, words are cached.
The figure is twenty limbs in six shades, as many shapes as the station's own. CPU ms a picture."""
import math
import os
import statistics
import sys
import time

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
try:
    import pygame
    import pygame.gfxdraw
except ImportError:
    print("yardstick: pygame is not installed (python3-pygame): skipped")
    sys.exit(0)

WIDTH, HEIGHT, ROUNDS = 1920, 1080, 60
FONTS = "/usr/share/fonts/opentype/inter"
INK, MUTED, ACCENT, TRACK = (243, 239, 231), (172, 178, 188), (240, 163, 92), (40, 49, 59)


def polygon(surface, points, colour):
    pygame.gfxdraw.aapolygon(surface, points, colour)
    pygame.gfxdraw.filled_polygon(surface, points, colour)


def arc(surface, x, y, r, thickness, share, colour):
    steps = max(int(180 * share), 2)
    angles = [2 * math.pi * share * i / steps - math.pi / 2 for i in range(steps + 1)]
    outer = [(x + r * math.cos(a), y + r * math.sin(a)) for a in angles]
    inner = [(x + (r - thickness) * math.cos(a), y + (r - thickness) * math.sin(a)) for a in angles]
    polygon(surface, outer + inner[::-1], colour)
    for a in (angles[0], angles[-1]):
        cx, cy = x + (r - thickness / 2) * math.cos(a), y + (r - thickness / 2) * math.sin(a)
        pygame.gfxdraw.aacircle(surface, int(cx), int(cy), int(thickness / 2), colour)
        pygame.gfxdraw.filled_circle(surface, int(cx), int(cy), int(thickness / 2), colour)


class Screen:
    def __init__(self):
        pygame.display.init()
        pygame.font.init()
        self.surface = pygame.display.set_mode((WIDTH, HEIGHT))
        self.fonts = {}
        self.words = {}
        self.ground = pygame.Surface((WIDTH, HEIGHT)).convert()
        for y in range(HEIGHT):
            t = y / (HEIGHT - 1)
            colour = [int(a + (b - a) * t) for a, b in zip((23, 32, 41), (14, 17, 22))]
            pygame.draw.line(self.ground, colour, (0, y), (WIDTH, y))

    def say(self, text, file, size, colour, x, y):
        key = (text, file, size, colour)
        if key not in self.words:
            font = self.fonts.setdefault((file, size),
                                         pygame.font.Font(os.path.join(FONTS, file), size))
            self.words[key] = font.render(text, True, colour)
        self.surface.blit(self.words[key], (x, y))

    def frame(self):
        for i in range(9):
            colour = (138, 144, 153) if i < 5 else ACCENT if i == 5 else TRACK
            pygame.draw.rect(self.surface, colour, (96 + i * 193, 76, 180, 6), border_radius=3)
        self.say("Glute bridge", "Inter-Bold.otf", 63, INK, 96, 130)
        self.say("Hold · set 2 of 3", "Inter-Medium.otf", 39, MUTED, 96, 210)
        self.say("Squeeze. Keep breathing.", "InterDisplay-Bold.otf", 86, INK, 96, 900)
        self.say("next: Spinal twist, left", "Inter-Medium.otf", 39, MUTED, 1400, 945)

    def ring(self, share, number):
        arc(self.surface, 1464, 500, 292, 34, 1.0, TRACK)
        arc(self.surface, 1464, 500, 292, 34, share, ACCENT)
        self.say(str(number), "InterDisplay-Bold.otf", 259, INK, 1320, 340)
        self.say("seconds", "Inter-Medium.otf", 39, MUTED, 1390, 620)

    def figure(self, phase):
        for limb in range(20):
            sway = 30 * math.sin(phase * 2 * math.pi + limb)
            x0, y0 = 130 + limb * 40, 700 - 20 * (limb % 6)
            x1, y1 = x0 + 150, y0 - 120 + sway
            length = math.hypot(x1 - x0, y1 - y0)
            nx, ny = (y0 - y1) / length, (x1 - x0) / length
            for shade in range(6):
                r0, r1 = 34 - shade * 5, 26 - shade * 4
                points = []
                for i in range(13):
                    a = math.pi * i / 12
                    points.append((x1 + r1 * (math.cos(a) * nx + math.sin(a) * ny),
                                   y1 + r1 * (math.cos(a) * ny - math.sin(a) * nx)))
                for i in range(13):
                    a = math.pi + math.pi * i / 12
                    points.append((x0 + r0 * (math.cos(a) * nx + math.sin(a) * ny),
                                   y0 + r0 * (math.cos(a) * ny - math.sin(a) * nx)))
                polygon(self.surface, points, (150 + shade * 12, 145 + shade * 12, 135 + shade * 12))

    def restore(self, *parts):
        for part in parts:
            self.surface.blit(self.ground, part, part)


def measure(name, draw):
    spent = []
    for i in range(2 * ROUNDS):
        before = time.process_time()
        draw(i)
        if i >= ROUNDS:
            spent.append((time.process_time() - before) * 1000)
    print(f"{name:<34} {statistics.mean(spent):8.3f} {statistics.median(spent):8.3f}")


def main():
    screen = Screen()
    ring, figure = pygame.Rect(1170, 206, 590, 590), pygame.Rect(96, 292, 980, 545)

    def everything(i):
        screen.restore(pygame.Rect(0, 0, WIDTH, HEIGHT))
        screen.frame()
        screen.figure(i / 240)
        screen.ring(0.2 + i % 100 * 0.0033, 10 + i % 20)

    def frame(i):
        screen.restore(ring, figure)
        screen.figure(i / 240)
        screen.ring(0.2 + i % 100 * 0.0033, 10 + i % 20)

    def only_ring(i):
        screen.restore(ring)
        screen.ring(0.2 + i % 100 * 0.0033, 10 + i % 20)

    print(f"pygame {pygame.version.ver}, {WIDTH} x {HEIGHT}, CPU ms a picture over {ROUNDS} pictures")
    print(f"{'':<34} {'mean':>8} {'median':>8}")
    measure("exercise, everything", everything)
    measure("exercise, ring, number and figure", frame)
    measure("exercise, ring and number", only_ring)


main()
