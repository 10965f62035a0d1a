/* How large the screen is now. SDL learns that when it starts and, where no window manager tells
 * it, not again: after a change of mode its full screen is a part of the new one or less. */
#ifndef MATSTATION_UI_SCREEN_SIZE_H
#define MATSTATION_UI_SCREEN_SIZE_H

#include <SDL.h>

#include <stdbool.h>

struct screen_size;

/* NULL: not under X, or without its library; then nothing can be asked. Closing NULL is fine. */
struct screen_size *screen_size_open(SDL_Window *window);
void screen_size_close(struct screen_size *screen);

/* Is it another than when it was opened? */
bool screen_size_differs(const struct screen_size *screen);

#endif
