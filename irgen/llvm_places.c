/* ADDER_ANNOTATE: which instruction of HIR, which bytecode and which line machine code comes from.
 *
 * While a function is lowered each instruction's place gets a number, which goes through LLVM as a
 * line of debug information.  Written down are, under the unit's own prefix, the object file (.o)
 * and the assembly (.s), which carry the numbers, and what they mean (.places): the address first,
 * then a line for each.  Nothing of this is done without the option.  A file that cannot be written
 * is not there. */
#include "irgen/llvm_internal.h"

#include <llvm-c/DebugInfo.h>
#include <stdio.h>
#include <string.h>

enum { DWARF = 4 };

static void add_flag(AdderLower *l, const char *name, unsigned value)
{
    LLVMAddModuleFlag(l->module, LLVMModuleFlagBehaviorWarning, name, strlen(name),
                      LLVMValueAsMetadata(LLVMConstInt(l->i32, value, 0)));
}

void adder_places_begin(AdderLower *l)
{
    static const char maker[] = "adder";
    if (l->options->annotate == NULL) {
        return;
    }
    add_flag(l, "Debug Info Version", LLVMDebugMetadataVersion());
    add_flag(l, "Dwarf Version", DWARF);
    LLVMDIBuilderRef builder = LLVMCreateDIBuilder(l->module);
    LLVMMetadataRef file = LLVMDIBuilderCreateFile(builder, "places", 6, "", 0);
    LLVMDIBuilderCreateCompileUnit(builder, LLVMDWARFSourceLanguagePython, file, maker,
                                   strlen(maker), 1, "", 0, 0, "", 0,
                                   LLVMDWARFEmissionLineTablesOnly, 0, 0, 0, "", 0, "", 0);
    LLVMMetadataRef type =
        LLVMDIBuilderCreateSubroutineType(builder, file, NULL, 0, LLVMDIFlagZero);
    l->scope =
        LLVMDIBuilderCreateFunction(builder, file, l->name, strlen(l->name), l->name,
                                    strlen(l->name), file, 1, type, 1, 1, 1, LLVMDIFlagZero, 1);
    LLVMSetSubprogram(l->fn, l->scope);
    LLVMDIBuilderFinalize(builder);
    LLVMDisposeDIBuilder(builder);
}

/* Instructions made from now on come from instr. */
void adder_places_at(AdderLower *l, const HirInstr *instr)
{
    if (l->scope == NULL) {
        return;
    }
    ADDER_VEC_PUSH(l->arena, &l->places, instr);
    LLVMSetCurrentDebugLocation2(
        l->b, LLVMDIBuilderCreateDebugLocation(l->cx, (unsigned)l->places.n, 0, l->scope, NULL));
}

static FILE *open_part(AdderLower *l, const char *suffix)
{
    const char *path = adder_arena_printf(l->arena, "%s.%s", l->options->annotate, suffix);
    return path != NULL ? fopen(path, "we") : NULL;
}

void adder_places_keep(AdderLower *l, const char *suffix, LLVMMemoryBufferRef text)
{
    FILE *out = l->options->annotate != NULL && text != NULL ? open_part(l, suffix) : NULL;
    if (out != NULL) {
        fwrite(LLVMGetBufferStart(text), 1, LLVMGetBufferSize(text), out);
        fclose(out);
    }
}

static const char *utf8(PyObject *text)
{
    const char *bytes = PyUnicode_AsUTF8(text);
    if (bytes == NULL) {
        PyErr_Clear();
    }
    return bytes != NULL ? bytes : "?";
}

/* Op, then, where it is known whose: name of the code, bytecode, its opcode, file, line; between
 * tabs. */
static void write_place(const HirInstr *instr, FILE *out)
{
    PyCodeObject *code = instr->code;
    fprintf(out, "v%d %s", instr->id, hir_op_info[instr->op].name);
    if (code != NULL) {
        fprintf(out, "\t%s\t%d\t%s\t%s\t%d", utf8(code->co_qualname), instr->bytecode,
                adder_opcode_name_at(code, instr->bytecode), utf8(code->co_filename),
                PyCode_Addr2Line(code, instr->bytecode * (int)sizeof(_Py_CODEUNIT)));
    }
    fputc('\n', out);
}

void adder_places_write(AdderLower *l)
{
    FILE *out = l->scope != NULL ? open_part(l, "places") : NULL;
    if (out == NULL) {
        return;
    }
    fprintf(out, "%lx\t%zx\t%s@%d\n", (unsigned long)(uintptr_t)l->unit->code_start,
            l->unit->code_bytes, l->func->name, l->func->entry_bytecode);
    for (int i = 0; i < l->places.n; i++) {
        write_place(l->places.at[i], out);
    }
    fclose(out);
}
