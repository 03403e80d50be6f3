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

/* Ends the block with a branch on the bit. */
static HirBlock *
branch(HirFunc *func, HirBlock *from, HirInstr *bit, HirBlock **otherwise)
{
    HirBlock *yes = hir_block_new(func, from->bytecode), *no = hir_block_new(func, from->bytecode);
    if (yes == NULL || no == NULL || bit == NULL
        || adder_append(func, from, HIR_Branch, 1, &bit) == NULL) {
        return NULL;
    }
    hir_link(from, 0, yes);
    hir_link(from, 1, no);
    *otherwise = no;
    return yes;
}

HirBlock *
adder_branch_on(HirFunc *func, HirBlock *from, HirInstr *value, const HirClasses *classes,
                HirBlock **otherwise)
{
    return branch(func, from, append_test(func, from, value, classes), otherwise);
}

HirBlock *
adder_branch_on_code(HirFunc *func, HirBlock *from, HirInstr *value, PyCodeObject *code,
                     HirBlock **otherwise)
{
    HirInstr *bit = adder_append(func, from, HIR_HasCode, 1, &value);
    if (bit != NULL) {
        bool own = code == func->code;
        bit->sym = hir_sym(func, own ? HIR_SYM_GLOBAL : HIR_SYM_CONST, (PyObject *)code, NULL);
    }
    return branch(func, from, bit, otherwise);
}

HirInstr *
adder_merge(HirFunc *func, HirBlock *rest, const HirInstr *like, int n, HirInstr **values)
{
    HirInstr *phi = hir_instr_new(func, HIR_Phi, NULL, n, values);
    if (phi != NULL) {
        phi->type = like->type;
        phi->bytecode = like->bytecode;
        if (rest->first != NULL) {
            hir_insert_before(rest->first, phi);
        }
        else {
            hir_append(rest, phi);
        }
    }
    return phi;
}

HirInstr *
adder_append_call(HirFunc *func, HirBlock *block, const HirInstr *call, const HirInstr *tracing)
{
    HirInstr *copy = adder_append_copy(func, block, call);
    HirInstr *check = copy != NULL && tracing != NULL ? adder_append_copy(func, block, tracing) : NULL;
    if (check != NULL) {
        check->state = hir_state_copy(func, tracing->state);
        hir_state_replace(check->state, call, copy);
    }
    return copy;
}

HirInstr *
adder_take_tracing(HirBlock *rest)
{
    HirInstr *check = rest->first;
    if (check == NULL || check->op != HIR_CheckTracing) {
        return NULL;
    }
    hir_remove(check);
    return check;
}
