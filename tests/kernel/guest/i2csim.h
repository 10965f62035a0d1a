/* What the parts of i2csim share: the chips, the bus and its faults, the stick, the log. One
 * process, one thread: the state of each part is its file's own. See the top of i2csim.c. */
#ifndef I2CSIM_H
#define I2CSIM_H

#include <stdbool.h>
#include <stdint.h>

#define ATTACH "/sys/devices/platform/vhci_hcd.0/attach" /* of the usbip host controller */

enum { CHIPS_MAX = 8, INPUTS = 4, WAVE_MAX = 256 };

struct input {
    int n; /* points; 1 = a constant */
    double t[WAVE_MAX], v[WAVE_MAX];
    int64_t from;
};

struct ads {
    uint8_t addr, ptr;
    uint16_t conv, cfg, lo, hi; /* registers; cfg without the OS bit */
    bool busy, frozen;
    uint16_t run_cfg; /* config latched when it started */
    int64_t done_at;
    struct input in[4];
    int nak, corrupt;
};

/* The bus, its faults, and what was counted on it. */
struct bus {
    int hz, slow_us, fail_count, fail_errno;
    bool smbus_only, hang;
    unsigned long messages, naks, errors;
};
extern struct bus bus;

/* i2csim.c */
int64_t now_ns(void);
void sleep_ns(int64_t ns);
void note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* i2csim_chip.c: ADS1115 converters */
void chip_add(unsigned long addr);
struct ads *chip_find(unsigned long addr); /* NULL: none there */
void chips_clock(double error);            /* 0.10: oscillators 10 % slow */
void chips_reset(void);
unsigned long chips_converted(void);
void chip_tick(struct ads *c); /* brings its state up to the present */
void chip_reset(struct ads *c);
void chip_write(struct ads *c, const uint8_t *b, int n);
void chip_read(struct ads *c, uint8_t *b, int n);

/* i2csim_usb.c: the stick and the bus behind it */
int usb_attach(void); /* 0, or below 0 an errno */
void usb_detach(void);
int usb_socket(void); /* below 0: detached */
void usb_request(void);
void usb_answer_held(void); /* the messages that came while the bus hung */

/* i2csim_control.c: one command, and its answer */
const char *control(char *line, bool *quit);

#endif
