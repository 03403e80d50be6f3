/* The log of events, line by line: to stderr or appended to a file.
 *
 * A line is one write(2), so that processes sharing a file do not mix theirs.  The descriptor lives
 * as long as the process.  No Python, no GIL. */
#define _GNU_SOURCE
#include "embed/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int log_fd = STDERR_FILENO;

static const char *kind_name(unsigned kind)
{
    switch (kind) {
    case ADDER_LOG_COMPILE:
        return "compile";
    case ADDER_LOG_DEOPT:
        return "deopt";
    case ADDER_LOG_REFUSE:
        return "refuse";
    default:
        return "invalidate";
    }
}

static void write_line(int fd, const char *head, const char *format, va_list arguments)
{
    char line[1024];
    int used = snprintf(line, sizeof line, "adder: %s%s", head, *head ? " " : "");
    vsnprintf(line + used, sizeof line - (size_t)used - 1, format, arguments);
    size_t length = strlen(line);
    line[length++] = '\n';
    if (write(fd, line, length) < 0) {
        adder_options.log = fd == log_fd ? 0 : adder_options.log;
    }
}

void adder_log_open(void)
{
    if (adder_options.log == 0 || adder_options.log_path == NULL) {
        return;
    }
    int fd = open(adder_options.log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0) {
        adder_notice("ADDER_LOG: cannot write %s: %s; the log is off", adder_options.log_path,
                     strerror(errno));
        adder_options.log = 0;
        return;
    }
    log_fd = fd;
}

void adder_log(unsigned kind, const char *format, ...)
{
    if (!adder_log_on(kind)) {
        return;
    }
    int saved = errno;
    va_list arguments;
    va_start(arguments, format);
    write_line(log_fd, kind_name(kind), format, arguments);
    va_end(arguments);
    errno = saved;
}

void adder_notice(const char *format, ...)
{
    int saved = errno;
    va_list arguments;
    va_start(arguments, format);
    write_line(STDERR_FILENO, "", format, arguments);
    va_end(arguments);
    errno = saved;
}
