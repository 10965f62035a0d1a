/*
 * i2csim - a simulated I2C bus with ADS1115 converters on it, behind a real
 * kernel I2C adapter.
 *
 *   application -> libi2c -> /dev/i2c-N -> i2c-dev -> i2c-core
 *        -> i2c-tiny-usb (kernel driver) -> vhci_hcd (usbip) -> a socket -> us
 *
 * The kernel believes that an "i2c-tiny-usb" stick was plugged in.  We are the
 * stick: we make a socketpair, give one end to the usbip virtual host
 * controller through sysfs, and answer USB control transfers on the other.
 * Every I2C message that the kernel sends arrives here and may be answered,
 * not acknowledged, delayed, spoilt or left hanging.
 *
 *   i2csim serve [-s CTL_SOCKET] [-f BUS_HZ] [-c CLOCK_ERROR] [-l LOG] ADDR...
 *   i2csim ctl   [-s CTL_SOCKET] COMMAND...
 *
 * ctl commands (numbers may be hex; ADDR is the 7-bit address):
 *   set ADDR CH VOLTS            hold an input (CH 0..3) at VOLTS
 *   wave ADDR CH T:V,T:V,...     from now: V volts at T seconds, linear between
 *   nak ADDR COUNT               do not acknowledge the next COUNT messages (-1: all)
 *   corrupt ADDR COUNT           flip bits in the next COUNT reads
 *   freeze ADDR 0|1              conversions never finish (OS bit stays 0)
 *   reset ADDR                   brown-out: registers back to power-on values
 *   fail COUNT [ERRNO]           fail the next COUNT messages as a bus error (5, EIO)
 *   hang 0|1                     bus stuck: nothing is answered until hang 0
 *   slow MICROSECONDS            clock stretching, added to every message
 *   smbus 0|1                    the adapter knows only SMBus calls
 *   detach | attach              pull the adapter out / put it back
 *   stats                        messages, naks, errors, conversions
 *   quit
 *
 * What the application sees is what the Raspberry Pi's i2c-bcm2835 makes it see:
 * an unacknowledged address is EREMOTEIO, a bus error EIO, a stuck bus ETIMEDOUT
 * after a second, a read that is not the last message of a transfer EOPNOTSUPP.
 * (That needs i2c-tiny-usb.patch in the kernel; the driver as it is makes all of
 * them EIO, the stuck bus after two seconds.)  A detached adapter makes
 * /dev/i2c-N vanish; who has it open gets EIO or ENODEV until he closes it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/i2c.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define ATTACH "/sys/devices/platform/vhci_hcd.0/attach"
#define CTL_DEFAULT "/run/i2csim.sock"

static int64_t now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void sleep_ns(int64_t ns)
{
    struct timespec t = {ns / 1000000000, ns % 1000000000};

    while (ns > 0 && nanosleep(&t, &t) < 0 && errno == EINTR)
        ;
}

static FILE *logf_;
static void note(const char *fmt, ...)
{
    va_list ap;

    if (!logf_)
        return;
    fprintf(logf_, "%.6f ", now_ns() / 1e9);
    va_start(ap, fmt);
    vfprintf(logf_, fmt, ap);
    va_end(ap);
    fputc('\n', logf_);
}

/* ------------------------------------------------------------- ADS1115 --- */

#define WAVE_MAX 256
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

static struct ads chips[8];
static int nchips;
static double clock_error; /* 0.10: oscillator 10 % slow */
static unsigned long n_msg, n_nak, n_err, n_conv;

static double volts(const struct input *in, int64_t at)
{
    double t = (at - in->from) / 1e9;
    int i;

    if (in->n == 0)
        return 0;
    for (i = 0; i < in->n && in->t[i] <= t; i++)
        ;
    if (i == 0)
        return in->v[0];
    if (i == in->n)
        return in->v[in->n - 1];
    return in->v[i - 1] +
           (in->v[i] - in->v[i - 1]) * (t - in->t[i - 1]) / (in->t[i] - in->t[i - 1]);
}

static uint16_t sample(const struct ads *c, int64_t at)
{
    static const double fs[8] = {6.144, 4.096, 2.048, 1.024, .512, .256, .256, .256};
    static const int8_t mux[8][2] = {{0, 1},  {0, 3},  {1, 3},  {2, 3},
                                     {0, -1}, {1, -1}, {2, -1}, {3, -1}};
    const int8_t *m = mux[c->run_cfg >> 12 & 7];
    double v = volts(&c->in[m[0]], at) - (m[1] < 0 ? 0 : volts(&c->in[m[1]], at));
    double code = floor(v / fs[c->run_cfg >> 9 & 7] * 32768 + .5);

    if (code > 32767)
        code = 32767;
    if (code < -32768)
        code = -32768;
    return (uint16_t)(int16_t)code;
}

static int64_t period(uint16_t cfg)
{
    static const int sps[8] = {8, 16, 32, 64, 128, 250, 475, 860};

    return (int64_t)(1e9 / sps[cfg >> 5 & 7] * (1 + clock_error));
}

static void start(struct ads *c, int64_t at)
{
    c->run_cfg = c->cfg;
    c->done_at = at + period(c->cfg);
    c->busy = true;
}

/* Bring a chip's state up to the present. */
static void tick(struct ads *c)
{
    int64_t t = now_ns();

    while (c->busy && !c->frozen && t >= c->done_at) {
        c->conv = sample(c, c->done_at);
        c->busy = false;
        n_conv++;
        if (!(c->cfg & 0x0100)) { /* continuous mode */
            int64_t p = period(c->cfg), skip = (t - c->done_at) / p;

            start(c, c->done_at + (skip > 1 ? (skip - 1) * p : 0));
        }
    }
}

static void chip_reset(struct ads *c)
{
    c->ptr = 0;
    c->conv = 0;
    c->cfg = 0x0583;
    c->lo = 0x8000;
    c->hi = 0x7fff;
    c->busy = false;
}

static void chip_write(struct ads *c, const uint8_t *b, int n)
{
    uint16_t v;

    tick(c);
    if (n >= 1)
        c->ptr = b[0] & 3;
    if (n < 3)
        return;
    v = (uint16_t)(b[1] << 8 | b[2]);
    switch (c->ptr) {
    case 1:
        c->cfg = v & 0x7fff;
        if (!(v & 0x0100)) { /* continuous */
            if (!c->busy)
                start(c, now_ns());
        } else if ((v & 0x8000) && !c->busy) {
            start(c, now_ns() + 25000); /* single shot, 25 us to wake up */
        }
        break;
    case 2: c->lo = v; break;
    case 3: c->hi = v; break;
    }
}

static void chip_read(struct ads *c, uint8_t *b, int n)
{
    uint16_t v;

    tick(c);
    /* OS reads 0 while a single conversion is under way */
    v = c->ptr == 0   ? c->conv
        : c->ptr == 1 ? (uint16_t)(c->cfg | (c->busy ? 0 : 0x8000))
        : c->ptr == 2 ? c->lo
                      : c->hi;
    for (int i = 0; i < n; i++)
        b[i] = i == 0 ? v >> 8 : i == 1 ? v & 0xff : 0xff;
}

static struct ads *chip(unsigned long addr)
{
    for (int i = 0; i < nchips; i++)
        if (chips[i].addr == addr)
            return &chips[i];
    return NULL;
}

/* ----------------------------------------------------------- I2C adapter --- */

static bool smbus_only;
static int bus_hz = 100000, slow_us, fail_count, fail_errno = EIO;
static bool hang;

/* One I2C message.  Returns 0 or what the transfer shall fail with. */
static int i2c_message(uint16_t addr, uint16_t flags, uint8_t *b, int n)
{
    bool rd = flags & I2C_M_RD;
    struct ads *c = chip(addr);

    n_msg++;
    /* start, address, data at nine clocks a byte, stop */
    sleep_ns((int64_t)(n * 9 + 11) * 1000000000 / bus_hz + slow_us * 1000LL);
    if (fail_count) {
        if (fail_count > 0)
            fail_count--;
        n_err++;
        note("%02x %c%d bus error", addr, rd ? 'r' : 'w', n);
        return -fail_errno;
    }
    if (addr == 0 && !rd && n == 1 && b[0] == 6) { /* general call reset */
        for (int i = 0; i < nchips; i++)
            chip_reset(&chips[i]);
        return 0;
    }
    if (!c || c->nak) {
        if (c && c->nak > 0)
            c->nak--;
        n_nak++;
        note("%02x %c%d nak", addr, rd ? 'r' : 'w', n);
        return -EREMOTEIO;
    }
    if (rd) {
        chip_read(c, b, n);
        if (c->corrupt) {
            if (c->corrupt > 0)
                c->corrupt--;
            for (int i = 0; i < n; i++)
                b[i] ^= 0x55;
        }
    } else {
        chip_write(c, b, n);
    }
    if (n >= 3)
        note("%02x %c%d %02x %02x %02x", addr, rd ? 'r' : 'w', n, b[0], b[1], b[2]);
    else if (n >= 2)
        note("%02x %c%d %02x %02x", addr, rd ? 'r' : 'w', n, b[0], b[1]);
    else
        note("%02x %c%d", addr, rd ? 'r' : 'w', n);
    return 0;
}

/* ----------------------------------------------------------- USB device --- */

/* usbip's wire format (see drivers/usb/usbip/usbip_common.h): big endian */
struct pdu {
    uint32_t command, seqnum, devid, direction, ep;
    union {
        struct {
            uint32_t flags, length, start_frame, packets, interval;
            uint8_t setup[8];
        } submit;
        struct {
            uint32_t status, actual, start_frame, packets, errors, pad[2];
        } ret;
        uint32_t unlink_seqnum;
        uint32_t unlink_status;
        uint8_t fill[28];
    };
} __attribute__((packed));
_Static_assert(sizeof(struct pdu) == 48, "usbip header");

enum { CMD_SUBMIT = 1, CMD_UNLINK = 2, RET_SUBMIT = 3, RET_UNLINK = 4 };

static const uint8_t dev_desc[18] = {18,   1,    0x10, 0x01, 0xff, 0, 0,
                                     8,    0x40, 0x1c, 0x34, 0x05, /* 1c40:0534, i2c-tiny-usb */
                                     0x05, 0x02, 1,    2,    0,    1};
static const uint8_t cfg_desc[18] = {9, 2, 18, 0, 1, 1, 0, 0x80, 50, 9, 4, 0, 0, 0, 0, 0, 0, 0};

static int usb = -1;
static struct {
    struct pdu p;
    uint8_t out[512];
    bool used;
} held[16];

static int read_all(int fd, void *buf, size_t n)
{
    for (char *p = buf; n;) {
        ssize_t r = read(fd, p, n);

        if (r <= 0) {
            if (r < 0 && errno == EINTR)
                continue;
            return -1;
        }
        p += r;
        n -= (size_t)r;
    }
    return 0;
}

static void usb_reply(const struct pdu *q, int status, const void *data, int n)
{
    uint8_t out[sizeof(struct pdu) + 65536];
    struct pdu r = {.command = htonl(RET_SUBMIT), .seqnum = q->seqnum};
    size_t len = sizeof r;
    bool in = ntohl(q->direction) == 1;

    r.ret.status = htonl((uint32_t)status);
    r.ret.actual = htonl((uint32_t)n);
    memcpy(out, &r, sizeof r);
    if (in && n) {
        memcpy(out + len, data, (size_t)n);
        len += (size_t)n;
    }
    if (send(usb, out, len, MSG_NOSIGNAL) < 0)
        note("send: %s", strerror(errno));
}

static int string_desc(int i, uint8_t *b)
{
    const char *s = i == 1 ? "matstation test" : "simulated i2c-tiny-usb";
    int n = 2;

    if (i == 0) {
        memcpy(b, "\4\3\11\4", 4);
        return 4;
    }
    for (; *s; s++, n += 2) {
        b[n] = (uint8_t)*s;
        b[n + 1] = 0;
    }
    b[0] = (uint8_t)n;
    b[1] = 3;
    return n;
}

static void usb_control(const struct pdu *q, uint8_t *out)
{
    static uint8_t b[65536];
    const uint8_t *s = q->submit.setup;
    int value = s[2] | s[3] << 8, index = s[4] | s[5] << 8, want = s[6] | s[7] << 8;
    int n = 0, status = 0;

    if ((s[0] & 0x60) == 0x40) { /* vendor: i2c-tiny-usb */
        uint32_t func = (smbus_only ? 0 : I2C_FUNC_I2C) | I2C_FUNC_SMBUS_EMUL;

        switch (s[1]) {
        case 1: /* functionality */ memcpy(b, &func, n = 4); break;
        case 2: /* set clock delay */ break;
        case 3:       /* status of the last message */
            b[0] = 1; /* acknowledged: or it had failed */
            n = 1;
            break;
        case 4:
        case 5:
        case 6:
        case 7: /* I2C message: +1 first, +2 last */
            n = want;
            if ((s[0] & 0x80) && !(s[1] & 2)) {
                note("%02x: a read must be the last message on a Raspberry Pi", index);
                status = -EOPNOTSUPP;
                break;
            }
            status = i2c_message((uint16_t)index, (uint16_t)value,
                                 (s[0] & 0x80) ? memset(b, 0xff, (size_t)n) : out, n);
            break;
        default: status = -EPIPE;
        }
    } else if (s[0] == 0x80 && s[1] == 6) { /* get descriptor */
        switch (value >> 8) {
        case 1: memcpy(b, dev_desc, (size_t)(n = sizeof dev_desc)); break;
        case 2: memcpy(b, cfg_desc, (size_t)(n = sizeof cfg_desc)); break;
        case 3: n = string_desc(value & 0xff, b); break;
        default: status = -EPIPE;
        }
    } else if ((s[0] & 0x80) && s[1] == 0) { /* get status */
        memset(b, 0, (size_t)(n = 2));
    } else if (s[0] & 0x80) {
        status = -EPIPE;
    }
    if (n > want)
        n = want;
    usb_reply(q, status, b, status ? 0 : n);
}

static void detach(void)
{
    if (usb >= 0)
        close(usb);
    usb = -1;
    memset(held, 0, sizeof held);
}

static int attach(void)
{
    char line[64];
    int sv[2], fd, n, rc = 0;

    if (usb >= 0)
        return 0;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) < 0)
        return -errno;
    /* root-hub port, socket, device id, speed (2 = full) */
    n = snprintf(line, sizeof line, "0 %d 65538 2", sv[1]);
    fd = open(ATTACH, O_WRONLY | O_CLOEXEC);
    /* after a detach the kernel frees the port a moment later */
    for (int i = 0; i < 200; i++) {
        rc = fd >= 0 && write(fd, line, (size_t)n) == n ? 0 : -errno;
        if (rc != -EBUSY)
            break;
        sleep_ns(10000000);
    }
    if (fd >= 0)
        close(fd);
    close(sv[1]);
    if (rc)
        close(sv[0]);
    else
        usb = sv[0];
    return rc;
}

static void usb_request(void)
{
    struct pdu q, r;
    static uint8_t out[65536];
    uint32_t n;
    int i;

    if (read_all(usb, &q, sizeof q) < 0) {
        note("adapter unplugged by the kernel");
        detach();
        return;
    }
    switch (ntohl(q.command)) {
    case CMD_SUBMIT:
        n = ntohl(q.submit.length);
        if (ntohl(q.direction) == 1)
            n = 0;
        if (n > sizeof out || (n && read_all(usb, out, n) < 0)) {
            detach();
            return;
        }
        /* a stuck bus: keep the message, to be answered later or given up */
        if (hang && (q.submit.setup[0] & 0x60) == 0x40 && q.submit.setup[1] >= 4 &&
            n <= sizeof held[0].out)
            for (i = 0; i < 16; i++)
                if (!held[i].used) {
                    held[i].used = true;
                    held[i].p = q;
                    memcpy(held[i].out, out, n);
                    return;
                }
        usb_control(&q, out);
        break;
    case CMD_UNLINK:
        memset(&r, 0, sizeof r);
        r.command = htonl(RET_UNLINK);
        r.seqnum = q.seqnum;
        for (i = 0; i < 16; i++)
            if (held[i].used && held[i].p.seqnum == q.unlink_seqnum) {
                held[i].used = false;
                r.unlink_status = htonl((uint32_t)-ECONNRESET);
                n_err++;
                note("message given up by the driver");
            }
        if (send(usb, &r, sizeof r, MSG_NOSIGNAL) < 0)
            note("send: %s", strerror(errno));
        break;
    default: detach();
    }
}

/* -------------------------------------------------------------- control --- */

static bool quit;

static const char *command(char *line)
{
    static char text[200];
    char *w[5] = {0}, *save = NULL;
    int n = 0;
    struct ads *c = NULL;
    long v;

    for (char *p = strtok_r(line, " \n", &save); p && n < 5; p = strtok_r(NULL, " \n", &save))
        w[n++] = p;
    if (n == 0)
        return "error: empty";
    if (n > 1)
        c = chip(strtoul(w[1], NULL, 0));
    v = n > 2 ? strtol(w[2], NULL, 0) : n > 1 ? strtol(w[1], NULL, 0) : 0;

    if (n == 4 && (!strcmp(w[0], "set") || !strcmp(w[0], "wave")) && c && v >= 0 && v < 4) {
        struct input in = {.from = now_ns()};

        if (w[0][0] == 's') {
            in.n = 1;
            in.v[0] = strtod(w[3], NULL);
        } else {
            for (char *p = strtok_r(w[3], ",", &save); p; p = strtok_r(NULL, ",", &save)) {
                if (in.n == WAVE_MAX || sscanf(p, "%lf:%lf", &in.t[in.n], &in.v[in.n]) != 2)
                    return "error: wave";
                in.n++;
            }
        }
        tick(c);
        c->in[v] = in;
    } else if (n == 3 && !strcmp(w[0], "nak") && c) {
        c->nak = (int)v;
    } else if (n == 3 && !strcmp(w[0], "corrupt") && c) {
        c->corrupt = (int)v;
    } else if (n == 3 && !strcmp(w[0], "freeze") && c) {
        tick(c);
        c->frozen = v;
    } else if (n == 2 && !strcmp(w[0], "reset") && c) {
        chip_reset(c);
    } else if ((n == 2 || n == 3) && !strcmp(w[0], "fail")) {
        fail_count = atoi(w[1]);
        fail_errno = n == 3 ? (int)v : EIO;
    } else if (n == 2 && !strcmp(w[0], "slow")) {
        slow_us = (int)v;
    } else if (n == 2 && !strcmp(w[0], "smbus")) {
        smbus_only = v;
    } else if (n == 2 && !strcmp(w[0], "hang")) {
        hang = v;
        for (int i = 0; i < 16 && !hang; i++)
            if (held[i].used) {
                held[i].used = false;
                usb_control(&held[i].p, held[i].out);
            }
    } else if (n == 1 && !strcmp(w[0], "detach")) {
        detach();
    } else if (n == 1 && !strcmp(w[0], "attach")) {
        if (attach())
            return "error: attach";
    } else if (n == 1 && !strcmp(w[0], "stats")) {
        for (int i = 0; i < nchips; i++)
            tick(&chips[i]);
        snprintf(text, sizeof text, "messages %lu naks %lu errors %lu conversions %lu", n_msg,
                 n_nak, n_err, n_conv);
        return text;
    } else if (n == 1 && !strcmp(w[0], "quit")) {
        quit = true;
    } else {
        return "error: what?";
    }
    return "ok";
}

static int ctl_socket(const char *path, bool server)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
    if (server)
        unlink(path);
    if (fd < 0 || (server ? bind(fd, (void *)&a, sizeof a) || listen(fd, 8)
                          : connect(fd, (void *)&a, sizeof a))) {
        perror(path);
        exit(1);
    }
    return fd;
}

static int client(const char *path, int argc, char **argv)
{
    char buf[8192] = "";
    int fd = ctl_socket(path, false);
    ssize_t n;

    for (int i = 0; i < argc; i++) {
        strncat(buf, argv[i], sizeof buf - strlen(buf) - 2);
        strcat(buf, " ");
    }
    if (write(fd, buf, strlen(buf)) < 0 || shutdown(fd, SHUT_WR) < 0 ||
        (n = read(fd, buf, sizeof buf - 1)) <= 0)
        return 1;
    buf[n] = 0;
    if (strcmp(buf, "ok"))
        puts(buf);
    return !strncmp(buf, "error", 5);
}

int main(int argc, char **argv)
{
    const char *path = CTL_DEFAULT;
    int o, ctl;
    bool serve;

    if (argc < 2)
        goto usage;
    serve = !strcmp(argv[1], "serve");
    argv++;
    argc--;
    while ((o = getopt(argc, argv, "+s:f:c:l:")) > 0)
        switch (o) {
        case 's': path = optarg; break;
        case 'f': bus_hz = atoi(optarg); break;
        case 'c': clock_error = atof(optarg); break;
        case 'l': logf_ = fopen(optarg, "w"); break;
        default: goto usage;
        }
    if (!serve) {
        if (optind == argc)
            goto usage;
        return client(path, argc - optind, argv + optind);
    }
    if (logf_)
        setlinebuf(logf_);
    for (int i = optind; i < argc && nchips < 8; i++) {
        chips[nchips].addr = (uint8_t)strtoul(argv[i], NULL, 0);
        chip_reset(&chips[nchips++]);
    }
    signal(SIGPIPE, SIG_IGN);
    ctl = ctl_socket(path, true);
    o = attach();
    if (o) {
        fprintf(stderr, "i2csim: %s: %s\n", ATTACH, strerror(-o));
        return 1;
    }
    while (!quit) {
        struct pollfd p[2] = {{ctl, POLLIN, 0}, {usb, POLLIN, 0}};

        if (poll(p, 2, -1) < 0)
            continue;
        if (p[1].revents && usb >= 0)
            usb_request();
        if (p[0].revents) {
            char line[8192];
            int fd = accept4(ctl, NULL, NULL, SOCK_CLOEXEC);
            ssize_t n = fd < 0 ? -1 : read(fd, line, sizeof line - 1);
            const char *r;

            if (n > 0) {
                line[n] = 0;
                note("ctl %s", line);
                r = command(line);
                if (write(fd, r, strlen(r)) < 0)
                    note("ctl: %s", strerror(errno));
            }
            if (fd >= 0)
                close(fd);
        }
    }
    detach();
    return 0;
usage:
    fprintf(stderr, "usage: i2csim serve|ctl ... (see the top of i2csim.c)\n");
    return 2;
}
