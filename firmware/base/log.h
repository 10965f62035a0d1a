/* Lines for the journal. A log is passed to whoever has something to say; there is no global one.
 */
#ifndef MATSTATION_BASE_LOG_H
#define MATSTATION_BASE_LOG_H

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* write gets one line without its newline. Any thread but the sampler's. */
struct log {
    void (*write)(void *self, enum log_level level, const char *line);
    void *self;
    enum log_level most; /* lines above this level are not written */
};

/* Standard error; with the journal's priority prefixes where it leads to the journal. */
struct log log_stderr(enum log_level most);

/* A NULL log is silent. */
void log_line(const struct log *log, enum log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
