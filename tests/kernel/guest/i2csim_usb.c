/* The stick that i2csim is: USB control transfers from the usbip host controller, and the I2C
 * messages in them. */
#define _GNU_SOURCE
#include "i2csim.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/i2c.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct bus bus = {.hz = 100000, .fail_errno = EIO};

/* One I2C message.  Returns 0 or what the transfer shall fail with. */
static int i2c_message(uint16_t addr, uint16_t flags, uint8_t *b, int n)
{
    bool rd = flags & I2C_M_RD;
    struct ads *c = chip_find(addr);

    bus.messages++;
    /* start, address, data at nine clocks a byte, stop */
    sleep_ns((int64_t)(n * 9 + 11) * 1000000000 / bus.hz + bus.slow_us * 1000LL);
    if (bus.fail_count) {
        if (bus.fail_count > 0)
            bus.fail_count--;
        bus.errors++;
        note("%02x %c%d bus error", addr, rd ? 'r' : 'w', n);
        return -bus.fail_errno;
    }
    if (addr == 0 && !rd && n == 1 && b[0] == 6) { /* general call reset */
        chips_reset();
        return 0;
    }
    if (!c || c->nak) {
        if (c && c->nak > 0)
            c->nak--;
        bus.naks++;
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
        uint32_t func = (bus.smbus_only ? 0 : I2C_FUNC_I2C) | I2C_FUNC_SMBUS_EMUL;

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

void usb_detach(void)
{
    if (usb >= 0)
        close(usb);
    usb = -1;
    memset(held, 0, sizeof held);
}

int usb_attach(void)
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

void usb_request(void)
{
    struct pdu q, r;
    static uint8_t out[65536];
    uint32_t n;
    int i;

    if (read_all(usb, &q, sizeof q) < 0) {
        note("adapter unplugged by the kernel");
        usb_detach();
        return;
    }
    switch (ntohl(q.command)) {
    case CMD_SUBMIT:
        n = ntohl(q.submit.length);
        if (ntohl(q.direction) == 1)
            n = 0;
        if (n > sizeof out || (n && read_all(usb, out, n) < 0)) {
            usb_detach();
            return;
        }
        /* a stuck bus: keep the message, to be answered later or given up */
        if (bus.hang && (q.submit.setup[0] & 0x60) == 0x40 && q.submit.setup[1] >= 4 &&
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
                bus.errors++;
                note("message given up by the driver");
            }
        if (send(usb, &r, sizeof r, MSG_NOSIGNAL) < 0)
            note("send: %s", strerror(errno));
        break;
    default: usb_detach();
    }
}

void usb_answer_held(void)
{
    for (int i = 0; i < 16; i++)
        if (held[i].used) {
            held[i].used = false;
            usb_control(&held[i].p, held[i].out);
        }
}

int usb_socket(void)
{
    return usb;
}
