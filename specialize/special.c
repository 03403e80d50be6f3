/* Special methods: instructions whose operands were seen to be instances of classes that inherit
 * from object alone. Then nothing but these classes, whose versions are guarded, says what the
 * instruction does; a builtin type may stand on the other side if its own slots know nothing of
 * instances.
 *
 * Held back, so that no order has to be told apart at run time: a right operand of a proper
 * subclass of the left one's class, which would be asked first.  Owns nothing. */
#include "specialize/special.h"

#include "irgen/runtime/runtime.h"
#include "specialize/attributes.h"
#include "specialize/specialize.h"

#include <opcode.h>

/* ---- What each instruction runs ------------------------------------------------------------- */

typedef enum { NAMED, UNARY, TRUTH, BINARY, COMPARISON, BUILTIN } How;

static const struct {
    HirOp op;
    How how;
    const char *name;
    int nargs, order[ADDER_SPECIAL_OPERANDS]; /* self first; for Call behind the callable */
    AdderMakes makes;
} rows[] = {
    {HIR_BinaryOp, BINARY, NULL, 2, {0, 1}, ADDER_MAKES_OPERATOR},
    {HIR_CompareOp, COMPARISON, NULL, 2, {0, 1}, ADDER_MAKES_OPERATOR},
    {HIR_Subscr, NAMED, "__getitem__", 2, {0, 1}, ADDER_MAKES_RESULT},
    {HIR_StoreSubscr, NAMED, "__setitem__", 3, {0, 1, 2}, ADDER_MAKES_NOTHING},
    {HIR_DeleteSubscr, NAMED, "__delitem__", 2, {0, 1}, ADDER_MAKES_NOTHING},
    {HIR_Contains, NAMED, "__contains__", 2, {1, 0}, ADDER_MAKES_TRUTH},
    {HIR_UnaryOp, UNARY, NULL, 1, {0}, ADDER_MAKES_RESULT},
    {HIR_Truth, TRUTH, NULL, 1, {0}, ADDER_MAKES_BOOL},
    {HIR_Call, BUILTIN, NULL, 1, {2}, ADDER_MAKES_RESULT},
};

static const struct {
    int opcode;
    const char *name;
} unary[] = {
    {UNARY_NEGATIVE, "__neg__"},
    {UNARY_POSITIVE, "__pos__"},
    {UNARY_INVERT, "__invert__"},
};

static const struct {
    const char *builtin, *name;
    AdderMakes makes;
    bool indirect; /* as the interpreter calls it once specialised */
} builtins[] = {
    {"len", "__len__", ADDER_MAKES_LENGTH, false},
    {"abs", "__abs__", ADDER_MAKES_RESULT, true},
};

/* Index in rows, or -1. */
static int
row_of(const HirInstr *instr)
{
    int row = (int)ADDER_COUNT(rows) - 1;
    while (row >= 0 && rows[row].op != instr->op) {
        row--;
    }
    return row;
}

/* ---- Operands ------------------------------------------------------------------------------- */

/* Their slots give NotImplemented for instances, and run nothing. */
enum {
    NUMBERS = ADDER_T_Long | ADDER_T_Float | ADDER_T_Bool | ADDER_T_None,
    COMPARED = NUMBERS | ADDER_T_Str | ADDER_T_Bytes | ADDER_T_Tuple | ADDER_T_List | ADDER_T_Dict,
};

/* Where the profile has operand k (0: top of the stack). */
static int
depth_of(const HirInstr *instr, int k)
{
    if (instr->op == HIR_StoreSubscr) {
        return k == 2 ? 2 : 1 - k;
    }
    return instr->nargs - 1 - k;
}

static bool
are_plain(const HirClasses *classes)
{
    for (int k = 0; k < classes->n; k++) {
        if (!adder_rt_makes_plainly(classes->at[k])) {
            return false;
        }
    }
    return classes->n > 0;
}

/* False: it was seen to be of several kinds, or of no class that will do. */
static bool
read_operand(const HirInstr *instr, int k, AdderTypes types, AdderOperand *operand)
{
    const AdderSite *site = adder_site_of(instr);
    int depth = depth_of(instr, k);
    AdderTypes seen = site != NULL && site->samples > 0 ? site->seen[depth] : 0;
    *operand = (AdderOperand){.type = 0};
    if (adder_classes_known(instr, instr->args[k], depth, &operand->classes)) {
        return are_plain(&operand->classes);
    }
    operand->classes.n = 0;
    operand->type = seen;
    return (seen & types) != 0 && (seen & (seen - 1)) == 0;
}

/* What all classes have under the name: borrowed; *found NULL: nothing. */
static bool
agree_on(const HirClasses *classes, const char *name, PyObject **found)
{
    for (int k = 0; k < classes->n; k++) {
        PyObject *attribute = adder_class_attribute(classes->at[k], name);
        if (classes->at[k]->tp_version_tag == 0 || (k > 0 && attribute != *found)) {
            return false;
        }
        *found = attribute;
    }
    return classes->n > 0;
}

/* All classes have the same Python function under the name: that is whom the method's own rules
 * call. */
static bool
find_method(AdderSpecial *special, const HirClasses *classes, const char *name)
{
    PyObject *found;
    if (name == NULL || !agree_on(classes, name, &found) || found == NULL ||
        !PyFunction_Check(found)) {
        return false;
    }
    special->callee = adder_callee_method((PyFunctionObject *)found);
    return special->callee.code != NULL;
}

static bool
lacks_method(const HirClasses *classes, const char *name)
{
    PyObject *found;
    return name != NULL && agree_on(classes, name, &found) && found == NULL;
}

/* They have what every class has from object. */
static bool
inherits(const HirClasses *classes, const char *name)
{
    PyObject *found;
    return agree_on(classes, name, &found) && found != NULL &&
           Py_IS_TYPE(found, &PyWrapperDescr_Type);
}

/* Some instance on the right may be of that relation to one on the left. */
static bool
any_pair(const HirClasses *left, const HirClasses *right,
         bool (*related)(PyTypeObject *, PyTypeObject *))
{
    for (int i = 0; i < left->n; i++) {
        for (int k = 0; k < right->n; k++) {
            if (related(left->at[i], right->at[k])) {
                return true;
            }
        }
    }
    return false;
}

static bool
is_asked_first(PyTypeObject *left, PyTypeObject *right)
{
    return left != right && PyType_IsSubtype(right, left);
}

static bool
is_same(PyTypeObject *left, PyTypeObject *right)
{
    return left == right;
}

/* ---- Operators ------------------------------------------------------------------------------ */

/* The method is the right operand's. */
static bool
reflect(AdderSpecial *special)
{
    AdderOperand left = special->of[0];
    special->of[0] = special->of[1];
    special->of[1] = left;
    special->order[0] = 1;
    special->order[1] = 0;
    return true;
}

static bool
find_binary(const HirInstr *instr, AdderSpecial *special)
{
    AdderOperand *left = &special->of[0], *right = &special->of[1];
    const char *name = adder_rt_operator_name(instr->imm, ADDER_NAME_LEFT);
    const char *reflected = adder_rt_operator_name(instr->imm, ADDER_NAME_REFLECTED);
    const char *in_place = instr->imm >= NB_INPLACE_ADD
                               ? adder_rt_operator_name(instr->imm, ADDER_NAME_IN_PLACE)
                               : NULL;
    if (!read_operand(instr, 0, NUMBERS, left) || !read_operand(instr, 1, NUMBERS, right) ||
        any_pair(&left->classes, &right->classes, is_asked_first)) {
        return false;
    }
    special->what = instr->imm;
    if (left->classes.n == 0) {
        return find_method(special, &right->classes, reflected) && reflect(special);
    }
    if (in_place != NULL && !lacks_method(&left->classes, in_place)) {
        return find_method(special, &left->classes, in_place);
    }
    return find_method(special, &left->classes, name) ||
           (lacks_method(&left->classes, name) &&
            !any_pair(&left->classes, &right->classes, is_same) &&
            find_method(special, &right->classes, reflected) && reflect(special));
}

/* != asks ==, if all are content with what they have from object. */
static bool
find_comparison_of(AdderSpecial *special, const HirClasses *classes, int kind,
                   bool reflected)
{
    int contrary = 0;
    for (int k = 0; k < classes->n && kind == Py_NE; k++) {
        contrary += adder_rt_unequal_by_equal(classes->at[k]);
    }
    if (contrary != 0 && contrary != classes->n) {
        return false;
    }
    special->what |= contrary ? ADDER_OPERATOR_CONTRARY : 0;
    return find_method(special, classes,
                       adder_rt_comparison_name(contrary ? Py_EQ : kind, reflected));
}

static bool
find_comparison(const HirInstr *instr, AdderSpecial *special)
{
    AdderOperand *left = &special->of[0], *right = &special->of[1];
    int kind = (int)instr->imm;
    if (!read_operand(instr, 0, COMPARED, left) || !read_operand(instr, 1, COMPARED, right) ||
        any_pair(&left->classes, &right->classes, is_asked_first)) {
        return false;
    }
    special->what = kind | ADDER_OPERATOR_COMPARES;
    special->indirect = true;
    bool ordered = kind != Py_EQ && kind != Py_NE;
    bool mute = left->classes.n == 0 ||
                (ordered && inherits(&left->classes, adder_rt_comparison_name(kind, false)));
    return mute ? find_comparison_of(special, &right->classes, kind, true) && reflect(special)
                : find_comparison_of(special, &left->classes, kind, false);
}

/* ---- The others ----------------------------------------------------------------------------- */

static bool
find_truth(AdderSpecial *special)
{
    const HirClasses *classes = &special->of[0].classes;
    if (find_method(special, classes, "__bool__")) {
        return true;
    }
    special->makes = ADDER_MAKES_LENGTH;
    return lacks_method(classes, "__bool__") && find_method(special, classes, "__len__");
}

bool
adder_find_presence(const HirInstr *instr, HirClasses *classes)
{
    HirClasses mute = {.n = 0};
    const AdderSite *site = adder_site_of(instr);
    bool known =
        adder_may_be_special(instr) && (adder_classes_known(instr, instr->args[0], 0, classes) ||
                                        (site != NULL && (site->seen[0] & ADDER_T_Other) != 0 &&
                                         adder_all_classes_seen(site, 0, classes)));
    for (int k = 0; known && k < classes->n; k++) {
        if (classes->at[k] != Py_TYPE(Py_None)) {
            mute.at[mute.n++] = classes->at[k];
        }
    }
    return are_plain(&mute) && lacks_method(&mute, "__bool__") && lacks_method(&mute, "__len__");
}

static const char *unary_name(const HirInstr *instr)
{
    for (size_t k = 0; k < ADDER_COUNT(unary); k++) {
        if (unary[k].opcode == instr->imm) {
            return unary[k].name;
        }
    }
    return NULL;
}

/* The builtin that a call of one argument, written as such, reaches by its name: borrowed, or NULL.
 */
static PyObject *
called_builtin(const HirFunc *func, const HirInstr *call)
{
    bool spread = _Py_OPCODE(_PyCode_CODE(call->state->code)[call->bytecode]) == CALL_FUNCTION_EX;
    bool one = call->nargs == 3 && call->sym == NULL && !spread;
    const HirInstr *load = one ? hir_resolve(call->args[1]) : NULL;
    bool known = load != NULL && hir_resolve(call->args[0])->op == HIR_NullConst &&
                 adder_named_global(func, load) == NULL;
    return known ? adder_named_value(func, load) : NULL;
}

static bool
find_builtin(const HirFunc *func, const HirInstr *call, AdderSpecial *special)
{
    PyObject *builtin = called_builtin(func, call);
    for (size_t k = 0; k < ADDER_COUNT(builtins) && builtin != NULL; k++) {
        if (adder_is_builtin(builtin, builtins[k].builtin)) {
            special->makes = builtins[k].makes;
            special->indirect = builtins[k].indirect;
            return find_method(special, &special->of[0].classes, builtins[k].name);
        }
    }
    return false;
}

bool
adder_may_be_special(const HirInstr *instr)
{
    return row_of(instr) >= 0 && instr->state != NULL && instr->state->code != NULL &&
           !instr->generic;
}

bool
adder_find_special(const HirFunc *func, const HirInstr *instr, AdderSpecial *special)
{
    int row = row_of(instr);
    *special = (AdderSpecial){.nargs = 0};
    if (row < 0 || !adder_may_be_special(instr) || (instr->op == HIR_Call && instr->nargs != 3)) {
        return false;
    }
    special->nargs = rows[row].nargs;
    special->makes = rows[row].makes;
    for (int k = 0; k < special->nargs; k++) {
        special->order[k] = rows[row].order[k];
    }
    if (rows[row].how == BINARY) {
        return find_binary(instr, special);
    }
    if (rows[row].how == COMPARISON) {
        return find_comparison(instr, special);
    }
    if (!read_operand(instr, special->order[0], 0, &special->of[0])) {
        return false;
    }
    const HirClasses *classes = &special->of[0].classes;
    return rows[row].how == TRUTH ? find_truth(special)
           : rows[row].how == BUILTIN
               ? find_builtin(func, instr, special)
               : find_method(special, classes,
                             rows[row].how == UNARY ? unary_name(instr) : rows[row].name);
}

/* ---- In its place --------------------------------------------------------------------------- */

static HirInstr *
emit_guard(AdderEmit *e, HirInstr *value, const AdderOperand *operand)
{
    value = hir_resolve(value);
    if (operand->classes.n > 0) {
        return adder_emit_guard_classes(e, value, &operand->classes);
    }
    return operand->type != 0 ? adder_emit_guard_type(e, value, operand->type) : value;
}

/* A builtin is still the one that was meant. */
static void
emit_guard_builtin(AdderEmit *e, const HirInstr *call)
{
    HirInstr *guard = adder_emit1(e, HIR_GuardIs, hir_resolve(call->args[1]));
    guard->sym = hir_sym(e->func, HIR_SYM_CONST, called_builtin(e->func, call), NULL);
}

HirInstr *
adder_emit_special(AdderEmit *e, const HirInstr *instr, const AdderSpecial *special,
                   HirInstr ***args)
{
    *args = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, special->nargs);
    if (*args == NULL) {
        return NULL;
    }
    if (instr->op == HIR_Call) {
        emit_guard_builtin(e, instr);
    }
    for (int k = 0; k < special->nargs; k++) {
        (*args)[k] = emit_guard(e, instr->args[special->order[k]], &special->of[k]);
    }
    HirInstr *found = adder_emit1(e, HIR_ClassAttr, (*args)[0]);
    found->sym = hir_sym(e->func, HIR_SYM_GLOBAL, (PyObject *)special->callee.func, NULL);
    return adder_emit_guard_callee(e, found, &special->callee);
}

static HirInstr *
emit_length(AdderEmit *e, const HirInstr *instr, HirInstr *result)
{
    HirInstr *length = adder_emit1(e, HIR_LengthResult, result);
    if (instr->op != HIR_Truth) {
        return adder_emit_box(e, length);
    }
    HirInstr *some = adder_emit2(e, HIR_CmpI64, length, adder_emit_i64(e, 0));
    some->imm = Py_NE;
    return some;
}

HirInstr *
adder_emit_made(AdderEmit *e, const HirInstr *instr, const AdderSpecial *special,
                HirInstr *result)
{
    HirInstr *made;
    switch (special->makes) {
    case ADDER_MAKES_NOTHING: return NULL;
    case ADDER_MAKES_OPERATOR:
        made = adder_emit3(e, HIR_OperatorResult, result, instr->args[0], instr->args[1]);
        made->imm = special->what;
        return made;
    case ADDER_MAKES_TRUTH:
        made = adder_emit1(e, HIR_Truth, result);
        made->generic = true; /* what was seen there was not this */
        return made;
    case ADDER_MAKES_BOOL: return adder_emit1(e, HIR_BoolResult, result);
    case ADDER_MAKES_LENGTH: return emit_length(e, instr, result);
    default: return result;
    }
}
