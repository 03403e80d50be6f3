/* The way in: what adder_preload.so calls instead of the interpreter's main. */
#ifndef ADDER_STARTUP_H
#define ADDER_STARTUP_H

typedef int AdderMain(int argc, char **argv, char **envp);

/* Runs Python as stock_main would, with Adder in it; what stands against Adder is one line on
 * stderr, and then stock_main runs.  Called once, instead of main. */
__attribute__((visibility("default")))
int adder_core_main(int argc, char **argv, AdderMain *stock_main, char **envp);

#endif
