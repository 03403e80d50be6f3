/* See arms.h.  Memory: the arena's. */
#include "specialize/arms.h"

HirInstr *
adder_append(HirFunc *func, HirBlock *block, HirOp op, int nargs, HirInstr *const *args)
{
    HirInstr *instr = hir_instr_new(func, op, NULL, nargs, args);
    if (instr != NULL) {
        instr->bytecode = block->bytecode;
        hir_append(block, instr);
    }
    return instr;
}

HirInstr *
adder_append_copy(HirFunc *func, HirBlock *block, const HirInstr *instr)
{
    HirInstr *copy = hir_instr_new(func, instr->op, instr->state, instr->nargs, instr->args);
    if (copy != NULL) {
        copy->sym = instr->sym;
        copy->imm = instr->imm;
        copy->type = instr->type;
        copy->bytecode = instr->bytecode;
        copy->code = instr->code;
        hir_append(block, copy);
    }
    return copy;
}

void
adder_jump_to(HirFunc *func, HirBlock *from, HirBlock *to)
{
    if (adder_append(func, from, HIR_Jump, 0, NULL) != NULL) {
        hir_link(from, 0, to);
    }
}

/* Is the value of one of the classes? */
static HirInstr *
append_test(HirFunc *func, HirBlock *block, HirInstr *value, const HirClasses *classes)
{
    HirInstr *args[1 + HIR_MOST_CLASSES] = {value};
    for (int k = 0; k < classes->n && classes->n > 1; k++) {
        args[1 + k] = adder_append(func, block, HIR_ConstI64, 0, NULL);
        if (args[1 + k] == NULL) {
            return NULL;
        }
        args[1 + k]->imm = classes->at[k]->tp_version_tag;
    }
    bool one = classes->n == 1;
    HirInstr *bit = adder_append(func, block, one ? HIR_HasClass : HIR_HasClassIn,
                           one ? 1 : 1 + classes->n, args);
    if (bit != NULL && one) {
        bit->imm = classes->at[0]->tp_version_tag;
    }
    return bit;
}

HirBlock *
adder_branch_on(HirFunc *func, HirBlock *from, HirInstr *value, const HirClasses *classes,
          HirBlock **otherwise)
{
    HirBlock *yes = hir_block_new(func, from->bytecode), *no = hir_block_new(func, from->bytecode);
    HirInstr *bit = append_test(func, from, value, classes);
    if (yes == NULL || no == NULL || bit == NULL
        || adder_append(func, from, HIR_Branch, 1, &bit) == NULL) {
        return NULL;
    }
    hir_link(from, 0, yes);
    hir_link(from, 1, no);
    *otherwise = no;
    return yes;
}
