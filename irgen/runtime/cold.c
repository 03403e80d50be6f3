/* The entrances of cold paths into the runtime (ADDER_COLD_TABLE): the calling convention that LLVM calls
 * preserve_most.  Who calls thinks that next to nothing is clobbered; so what C functions may clobber is saved here,
 * in which nobody is interested as long as it happens seldom. */
#include "irgen/runtime/runtime.h"

#define SAVED(X) X(rcx) X(rdx) X(rsi) X(rdi) X(r8) X(r9) X(r10)
#define PUSH(r) "\tpush %" #r "\n\t.cfi_adjust_cfa_offset 8\n"

/* r11: the function. */
#define ENTRANCE(name, before, after)                                                              \
    "\t.hidden " name "\n\t.globl " name "\n\t.type " name ", @function\n" name ":\n"              \
    "\t.cfi_startproc\n" before SAVED(PUSH)                                                        \
    "\tcall *%r11\n"                                                                               \
    "\tpop %r10\n\tpop %r9\n\tpop %r8\n\tpop %rdi\n\tpop %rsi\n\tpop %rdx\n\tpop %rcx\n" after        \
    "\tret\n"                                                                                      \
    "\t.cfi_endproc\n\t.size " name ", .-" name "\n"

__asm__(".text\n"
        /* The stack is aligned for the call: one more word with rax, and none without. */
        ENTRANCE("adder_enter_for_nothing", "\tsub $8, %rsp\n\t.cfi_adjust_cfa_offset 8\n" PUSH(rax),
                 "\tpop %rax\n\tadd $8, %rsp\n")
        ENTRANCE("adder_enter_for_result", "", ""));

#define THUNK(name, enter)                                                                         \
    __asm__(".text\n\t.globl adder_cold_" #name "\n\t.hidden adder_cold_" #name "\n"              \
            "\t.type adder_cold_" #name ", @function\nadder_cold_" #name ":\n"                      \
            "\tlea adder_rt_" #name "(%rip), %r11\n\tjmp " enter "\n"                              \
            "\t.size adder_cold_" #name ", .-adder_cold_" #name "\n");
#define FOR_NOTHING(name) THUNK(name, "adder_enter_for_nothing")
#define FOR_RESULT(name) THUNK(name, "adder_enter_for_result")
ADDER_COLD_TABLE(FOR_NOTHING, FOR_RESULT)
