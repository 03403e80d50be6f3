/* The places in memory that operations read and write. */
#include "specialize/memory.h"

/* ---- Places ------------------------------------------------------------------------------------ */

typedef enum {
    CLASSES,                    /* versions of classes and of their keys; which objects have dicts */
    SIZES,                      /* of lists and bytearrays */
    BYTES,                      /* of bytearrays */
    ITERATORS,
    CELLS,
    OTHERS,                     /* all that has no place of its own */
    VALUES, VALUES_END = VALUES + 15, /* instance values, by index */
    SLOTS, SLOTS_END = SLOTS + 15,    /* members, by offset */
    NAMES, NAMES_END = NAMES + 7,     /* entries of module dicts, by index */
    ITEMS, ITEMS_END = ITEMS + 15,    /* of lists, by constant index */
} Place;
_Static_assert((int)ITEMS_END < (int)ADDER_NPLACES, "places are bits");

static AdderPlaces
place(Place p)
{
    return (AdderPlaces)1 << p;
}

static AdderPlaces
all_of(Place first, Place last)
{
    return (place(last) << 1) - place(first);
}

/* One of the places from first to last, by number. */
static AdderPlaces
one_of(Place first, Place last, uint64_t number)
{
    return place(first + (Place)(number % (last - first + 1)));
}

/* A negative index counts from the end: it may be any. */
static AdderPlaces
item(const HirInstr *i)
{
    const HirInstr *index = i->args[1];
    return index->op == HIR_ConstI64 && index->imm >= 0
               ? one_of(ITEMS, ITEMS_END, (uint64_t)index->imm)
               : all_of(ITEMS, ITEMS_END);
}

/* ---- Reading ------------------------------------------------------------------------------------ */

AdderPlaces
adder_reads(const HirInstr *i)
{
    if ((hir_effects(i) & HIR_E_Read) == 0) {
        return 0;
    }
    switch (i->op) {
    case HIR_TupleItem: /* tuples do not change */
    case HIR_BoundPart:
        return 0;
    case HIR_GuardClass:
    case HIR_GuardClassIn:
    case HIR_HasClass:
    case HIR_HasClassIn:
    case HIR_GuardVersion:
    case HIR_GuardClassKeys:
    case HIR_GuardKeys:
    case HIR_GuardKeysIn:
    case HIR_InstanceValues:
    case HIR_ClassAttr:
    case HIR_HasTypeFlag:
        return place(CLASSES);
    case HIR_InlineValue:
        return place(CLASSES) | one_of(VALUES, VALUES_END, (uint64_t)i->imm);
    case HIR_SlotMember:
        return one_of(SLOTS, SLOTS_END, (uint64_t)i->imm / sizeof(void *));
    case HIR_LoadGlobalSlot:
        return place(OTHERS) | one_of(NAMES, NAMES_END, (uint32_t)i->imm);
    case HIR_LoadBuiltinSlot:
    case HIR_GuardGlobalKeys:
    case HIR_GuardFunc:
    case HIR_DictLen:
    case HIR_GuardCode:
    case HIR_HasCode:
    case HIR_FuncDefault:
    case HIR_FuncKeywordDefault:
        return place(OTHERS);
    case HIR_DictFind: /* may be the dict of an instance or a module */
    case HIR_DictHas:
        return place(OTHERS) | all_of(VALUES, VALUES_END) | all_of(NAMES, NAMES_END);
    case HIR_ModuleAttr:
        return place(OTHERS) | all_of(NAMES, NAMES_END);
    case HIR_LoadCell:
        return place(CELLS);
    case HIR_ListLen:
        return place(SIZES);
    case HIR_TruthSized:
        return place(SIZES) | place(OTHERS);
    case HIR_ListItem:
        return place(SIZES) | item(i);
    case HIR_ByteArrayItem:
        return place(SIZES) | place(BYTES);
    case HIR_RangeIterHas:
    case HIR_EnumerateIndex:
        return place(ITERATORS);
    default:
        return ADDER_EVERYWHERE;
    }
}

AdderPlaces
adder_keeps(const HirInstr *value)
{
    AdderPlaces places = adder_reads(value);
    switch (value->op) {
    case HIR_TupleItem:
    case HIR_BoundPart:
    case HIR_TupleIterNext:
        return place(OTHERS);
    case HIR_ListIterNext:
    case HIR_ListRevIterNext:
        return place(SIZES) | all_of(ITEMS, ITEMS_END);
    case HIR_DictKeyIterNext:
    case HIR_DictValueIterNext:
    case HIR_SetIterNext:
        return ADDER_EVERYWHERE & ~place(ITERATORS);
    default:
        return places != 0 ? places : ADDER_EVERYWHERE;
    }
}

/* ---- Writing ------------------------------------------------------------------------------------ */

static const struct {
    HirOp store, load;
    int value; /* operand */
} stores[] = {
    {HIR_StoreInlineValue, HIR_InlineValue, 2},
    {HIR_StoreInlineI64, HIR_InlineValue, 2},
    {HIR_StoreInlineF64, HIR_InlineValue, 2},
    {HIR_StoreSlotMember, HIR_SlotMember, 1},
    {HIR_StoreGlobalSlot, HIR_LoadGlobalSlot, 0},
    {HIR_StoreGlobalSlotI64, HIR_LoadGlobalSlot, 0},
    {HIR_StoreGlobalSlotF64, HIR_LoadGlobalSlot, 0},
    {HIR_StoreCell, HIR_LoadCell, 1},
    {HIR_ListStore, HIR_ListItem, 2},
    {HIR_ListStoreI64, HIR_ListItem, 2},
    {HIR_ListStoreF64, HIR_ListItem, 2},
};

HirOp
adder_load_of(const HirInstr *store, int *value)
{
    for (size_t k = 0; k < ADDER_COUNT(stores); k++) {
        if (stores[k].store == store->op) {
            *value = stores[k].value;
            return stores[k].load;
        }
    }
    return HIR_NONE;
}

static AdderPlaces
written_by_store(const HirInstr *store, HirOp load)
{
    switch (load) {
    case HIR_InlineValue:
        return one_of(VALUES, VALUES_END, (uint64_t)store->imm);
    case HIR_SlotMember:
        return one_of(SLOTS, SLOTS_END, (uint64_t)store->imm / sizeof(void *));
    case HIR_LoadGlobalSlot:
        return one_of(NAMES, NAMES_END, (uint32_t)store->imm);
    case HIR_LoadCell:
        return place(CELLS);
    default:
        return item(store);
    }
}

AdderPlaces
adder_writes(const HirInstr *i)
{
    int value;
    uint32_t effects = hir_effects(i);
    HirOp load = adder_load_of(i, &value);
    bool harmless = i->quiet
                    || (i->guard_type != 0
                        && (i->guard_type & ~(AdderTypes)ADDER_T_Harmless) == 0);
    if (load != HIR_NONE && harmless) {
        return written_by_store(i, load);
    }
    if (i->op == HIR_RangeIterTake) {
        return place(ITERATORS);
    }
    if (i->op == HIR_ListAppend) {
        return place(SIZES);
    }
    if (i->op == HIR_CallPlain && (i->imm & ADDER_NATIVE_PURE) != 0) {
        return 0;
    }
    bool items = i->op == HIR_HeapPush || i->op == HIR_HeapPop || i->op == HIR_ListPop;
    if (items || (i->op == HIR_CallPlain && (i->imm & ADDER_NATIVE_ITEMS) != 0)) {
        return place(SIZES) | all_of(ITEMS, ITEMS_END);
    }
    if (i->op == HIR_ByteArrayStore) {
        return place(BYTES);
    }
    if (i->op == HIR_ByteArrayAppend) {
        return place(BYTES) | place(SIZES);
    }
    return effects & (HIR_E_Write | HIR_E_CALL_BIT) ? ADDER_EVERYWHERE : 0;
}

/* ---- Iteration ---------------------------------------------------------------------------------- */

/* At their ends they let go of what they have gone through; until then they write nothing else.  (That of
 * items lets go of the pair that it gave before.) */
static bool
iterates(const HirInstr *i)
{
    static const HirOp ops[] = {
        HIR_ListIterNext, HIR_TupleIterNext, HIR_ListRevIterNext, HIR_StrIterNext,
        HIR_BytesIterNext, HIR_ByteArrayIterNext, HIR_UnicodeIterNext, HIR_DictKeyIterNext, HIR_DictValueIterNext,
        HIR_SetIterNext,
    };
    for (size_t k = 0; k < ADDER_COUNT(ops); k++) {
        if (ops[k] == i->op) {
            return true;
        }
    }
    return false;
}

HirInstr *
adder_iteration_of(const HirBlock *block)
{
    HirInstr *test = block->last->op == HIR_Branch ? block->last->prev : NULL;
    HirInstr *next = test != NULL && test == block->last->args[0] ? test->prev : NULL;
    bool tested = next != NULL && test->op == HIR_IsNull && test->args[0] == next;
    return tested && iterates(next) ? next : NULL;
}

AdderPlaces
adder_writes_on(const HirInstr *i)
{
    return iterates(i) && adder_iteration_of(i->block) == i ? place(ITERATORS) : adder_writes(i);
}
