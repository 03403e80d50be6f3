/* What a program in C gives its worker: `run` does the work and writes the checksum as text. */
#ifndef MEASURE_H
#define MEASURE_H

enum { ANSWER_SIZE = 4096 };

void run(long n, char *answer);

#endif
