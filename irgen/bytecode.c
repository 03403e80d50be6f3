/* Bytecode of CPython 3.11: decoding (irgen.h), and the tables of what is in it.
 *
 * Quickened code is read as it stands (co_code_adaptive): every unit is mapped to the base form of
 * its own opcode, so that a superinstruction decodes as the two instructions it is made of (the
 * second keeps its opcode) and a COMPARE_OP_*_JUMP as the comparison and the jump behind it.
 * Decoded instructions live in the caller's arena, units are borrowed from the code object.  The
 * GIL is needed while decoding: the interpreter rewrites opcodes. */
#define NEED_OPCODE_TABLES 1
#define _PyOpcode_Caches adder_opcode_caches
#define _PyOpcode_Deopt adder_opcode_base
#include "irgen/irgen.h"
#include "irgen/opcodes.h"

/* The header gives the names to debug builds only. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
#ifndef Py_DEBUG
#  define Py_DEBUG 1
#  include <internal/pycore_opcode.h>
#  undef Py_DEBUG
#else
#  include <internal/pycore_opcode.h>
#endif
#pragma GCC diagnostic pop

/* ---- What the profile knows ----------------------------------------------------------------- */

typedef struct {
    uint8_t operands; /* recorded stack values, from the top */
    bool branches;    /* direction is counted */
} OpcodeFacts;

static const OpcodeFacts opcode_facts[256] = {
    [UNARY_POSITIVE] = {1, false},
    [UNARY_NEGATIVE] = {1, false},
    [UNARY_NOT] = {1, false},
    [UNARY_INVERT] = {1, false},
    [BINARY_OP] = {2, false},
    [BINARY_SUBSCR] = {2, false},
    [STORE_SUBSCR] = {3, false},
    [DELETE_SUBSCR] = {2, false},
    [COMPARE_OP] = {2, false},
    [CONTAINS_OP] = {2, false},
    [IS_OP] = {2, false},
    [LOAD_ATTR] = {1, false},
    [STORE_ATTR] = {2, false},
    [LOAD_METHOD] = {1, false},
    [BEFORE_WITH] = {1, false},
    [MATCH_CLASS] = {3, false},
    [GET_LEN] = {1, false},
    [GET_ITER] = {1, false},
    [FOR_ITER] = {1, true},
    [UNPACK_SEQUENCE] = {1, false},
    [UNPACK_EX] = {1, false},
    [FORMAT_VALUE] = {1, false},
    [LIST_EXTEND] = {1, false},
    [BUILD_SLICE] = {2, false},
    [STORE_FAST] = {1, false},
    [RETURN_VALUE] = {1, false},
    [PRECALL] = {2, false}, /* at least a callable and what is below it */
    [CALL] = {2, false},
    [CALL_FUNCTION_EX] = {2, false},
    [POP_JUMP_FORWARD_IF_FALSE] = {1, true},
    [POP_JUMP_FORWARD_IF_TRUE] = {1, true},
    [POP_JUMP_FORWARD_IF_NONE] = {1, true},
    [POP_JUMP_FORWARD_IF_NOT_NONE] = {1, true},
    [POP_JUMP_BACKWARD_IF_FALSE] = {1, true},
    [POP_JUMP_BACKWARD_IF_TRUE] = {1, true},
    [POP_JUMP_BACKWARD_IF_NONE] = {1, true},
    [POP_JUMP_BACKWARD_IF_NOT_NONE] = {1, true},
    [JUMP_IF_FALSE_OR_POP] = {1, true},
    [JUMP_IF_TRUE_OR_POP] = {1, true},
};

int adder_opcode_operands(int opcode)
{
    return opcode >= 0 && opcode < 256 ? opcode_facts[opcode].operands : 0;
}

bool adder_opcode_branches(int opcode)
{
    return opcode >= 0 && opcode < 256 && opcode_facts[opcode].branches;
}

const char *adder_opcode_name(int opcode)
{
    const char *name = opcode >= 0 && opcode < 256 ? _PyOpcode_OpName[opcode] : NULL;
    return name != NULL ? name : "UNKNOWN";
}

const char *adder_opcode_name_at(PyCodeObject *code, int unit)
{
    bool inside = unit >= 0 && unit < Py_SIZE(code);
    return inside ? adder_opcode_name(_PyOpcode_Deopt[_Py_OPCODE(_PyCode_CODE(code)[unit])]) : "?";
}

/* ---- Decoding ------------------------------------------------------------------------------- */

/* Code unit that a jump leads to; -1 for what does not jump. */
static int jump_target(uint8_t base, int oparg, int next)
{
    switch (base) {
    case JUMP_FORWARD:
    case FOR_ITER:
    case SEND:
    case JUMP_IF_FALSE_OR_POP:
    case JUMP_IF_TRUE_OR_POP:
    case POP_JUMP_FORWARD_IF_FALSE:
    case POP_JUMP_FORWARD_IF_TRUE:
    case POP_JUMP_FORWARD_IF_NONE:
    case POP_JUMP_FORWARD_IF_NOT_NONE:
        return next + oparg;
    case JUMP_BACKWARD:
    case JUMP_BACKWARD_NO_INTERRUPT:
    case POP_JUMP_BACKWARD_IF_FALSE:
    case POP_JUMP_BACKWARD_IF_TRUE:
    case POP_JUMP_BACKWARD_IF_NONE:
    case POP_JUMP_BACKWARD_IF_NOT_NONE:
        return next - oparg;
    default:
        return -1;
    }
}

/* Decodes the instruction at unit; false if the code ends within it. */
static bool decode_one(const _Py_CODEUNIT *units, int nunits, int unit, AdderBytecode *out)
{
    unsigned oparg = 0;
    out->index = unit;
    for (;; unit++) {
        if (unit >= nunits) {
            return false;
        }
        out->actual = (uint8_t)_Py_OPCODE(units[unit]);
        out->base = _PyOpcode_Deopt[out->actual];
        oparg = oparg << 8 | _Py_OPARG(units[unit]);
        if (out->base != EXTENDED_ARG) {
            break;
        }
    }
    out->at = unit;
    out->oparg = (int)oparg;
    out->next = unit + 1 + _PyOpcode_Caches[out->base];
    out->target = jump_target(out->base, out->oparg, out->next);
    return out->next <= nunits && (int)oparg >= 0;
}

static bool targets_are_instructions(const AdderBytecodes *codes)
{
    for (int i = 0; i < codes->n; i++) {
        int target = codes->at[i].target;
        if (target == -1) {
            continue;
        }
        if (target < 0 || target >= codes->nunits || codes->by_index[target] < 0
            || codes->at[codes->by_index[target]].index != target) {
            return false;
        }
    }
    return true;
}

AdderStatus adder_decode(AdderArena *arena, PyCodeObject *code, AdderBytecodes *out)
{
    out->units = _PyCode_CODE(code);
    out->nunits = (int)Py_SIZE(code);
    out->n = 0;
    out->at = ADDER_NEW_ARRAY(arena, AdderBytecode, out->nunits + 1);
    out->by_index = ADDER_NEW_ARRAY(arena, int, out->nunits + 1);
    if (out->at == NULL || out->by_index == NULL) {
        return ADDER_NOMEM;
    }
    for (int unit = 0; unit < out->nunits;) {
        AdderBytecode *one = &out->at[out->n];
        if (!decode_one(out->units, out->nunits, unit, one)) {
            return ADDER_DECLINED;
        }
        for (; unit < one->next; unit++) {
            out->by_index[unit] = unit <= one->at ? out->n : -1;
        }
        out->n++;
    }
    out->by_index[out->nunits] = -1;
    return targets_are_instructions(out) ? ADDER_OK : ADDER_DECLINED;
}

void adder_bytecode_print(PyCodeObject *code, const AdderBytecodes *codes, FILE *out)
{
    for (int i = 0; i < codes->n; i++) {
        const AdderBytecode *one = &codes->at[i];
        int line = PyCode_Addr2Line(code, one->at * (int)sizeof(_Py_CODEUNIT));
        fprintf(out, "%5d line %-5d %-40s %d", one->at, line, adder_opcode_name(one->actual),
                one->oparg);
        if (one->target >= 0) {
            fprintf(out, " -> %d", one->target);
        }
        fputc('\n', out);
    }
}
