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
#include "i2csim.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define CTL_DEFAULT "/run/i2csim.sock"

int64_t now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

void sleep_ns(int64_t ns)
{
    struct timespec t = {ns / 1000000000, ns % 1000000000};

    while (ns > 0 && nanosleep(&t, &t) < 0 && errno == EINTR)
        ;
}

static FILE *logf_;
void note(const char *fmt, ...)
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
    bool serve, quit = false;

    if (argc < 2)
        goto usage;
    serve = !strcmp(argv[1], "serve");
    argv++;
    argc--;
    while ((o = getopt(argc, argv, "+s:f:c:l:")) > 0)
        switch (o) {
        case 's': path = optarg; break;
        case 'f': bus.hz = atoi(optarg); break;
        case 'c': chips_clock(atof(optarg)); break;
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
    for (int i = optind; i < argc; i++)
        chip_add(strtoul(argv[i], NULL, 0));
    signal(SIGPIPE, SIG_IGN);
    ctl = ctl_socket(path, true);
    o = usb_attach();
    if (o) {
        fprintf(stderr, "i2csim: %s: %s\n", ATTACH, strerror(-o));
        return 1;
    }
    while (!quit) {
        struct pollfd p[2] = {{ctl, POLLIN, 0}, {usb_socket(), POLLIN, 0}};

        if (poll(p, 2, -1) < 0)
            continue;
        if (p[1].revents && usb_socket() >= 0)
            usb_request();
        if (p[0].revents) {
            char line[8192];
            int fd = accept4(ctl, NULL, NULL, SOCK_CLOEXEC);
            ssize_t n = fd < 0 ? -1 : read(fd, line, sizeof line - 1);
            const char *r;

            if (n > 0) {
                line[n] = 0;
                note("ctl %s", line);
                r = control(line, &quit);
                if (write(fd, r, strlen(r)) < 0)
                    note("ctl: %s", strerror(errno));
            }
            if (fd >= 0)
                close(fd);
        }
    }
    usb_detach();
    return 0;
usage:
    fprintf(stderr, "usage: i2csim serve|ctl ... (see the top of i2csim.c)\n");
    return 2;
}
