//! The module is cut, and its parts are run as `boot.js` runs them.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::run::{output, program};
use std::sync::atomic::{AtomicU32, Ordering};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction as I,
    MemorySection, MemoryType, RefType, TableSection, TableType, TypeSection, ValType,
};

/// Runs the parts as `boot.js` does: calls before the rest has come, and after.
const RUN: &str = r#"
import { readFileSync } from "node:fs";
const [firstFile, restFile, notes] = process.argv.slice(1);
const said = [];
const call = (name, ...given) => {
  try { return first[name](...given); }
  catch (error) { return error instanceof WebAssembly.RuntimeError ? "trap" : String(error); }
};
const { instance } = await WebAssembly.instantiate(readFileSync(firstFile), { page: { say: (x) => said.push(x) } });
const first = instance.exports;
const all = () => [call("early", 1), call("late", 1), call("at", 1, 5), call("at", 2, 5), call("at", 3, 5)];
const before = all();
if (restFile) await WebAssembly.instantiate(readFileSync(restFile), { 1: first });
const ran = notes ? Array.from(new Uint8Array(first.memory.buffer, Number(notes), 4)) : [];
console.log(JSON.stringify({ before, after: restFile ? all() : [], said, ran }));
"#;

/// A function of the browser, `say`, is 0. Then: 1 `early` adds 10, and for 7 goes to 2; 2 `late` says what it has, adds
/// what 1 makes of it, and counts its calls in a global; 3 doubles; 4 `at` calls the one at a place of the table, which
/// holds 2, 3 and 2 again.
fn module() -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], [ValType::I32]);
    types.ty().function([ValType::I32], []);
    types
        .ty()
        .function([ValType::I32, ValType::I32], [ValType::I32]);
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    imports.import("page", "say", EntityType::Function(1));
    let mut functions = FunctionSection::new();
    for kind in [0, 0, 0, 2] {
        functions.function(kind);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 4,
        maximum: Some(4),
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    globals.global(
        GlobalType {
            val_type: ValType::I32,
            mutable: true,
            shared: false,
        },
        &ConstExpr::i32_const(0),
    );
    let mut exports = ExportSection::new();
    exports.export("early", ExportKind::Func, 1);
    exports.export("late", ExportKind::Func, 2);
    exports.export("at", ExportKind::Func, 4);
    exports.export("memory", ExportKind::Memory, 0);
    let mut elements = ElementSection::new();
    elements.active(
        None,
        &ConstExpr::i32_const(1),
        Elements::Functions([2, 3, 2][..].into()),
    );
    let code = code();
    let mut module = wasm_encoder::Module::new();
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&tables)
        .section(&memories)
        .section(&globals)
        .section(&exports)
        .section(&elements)
        .section(&code);
    module.finish()
}

/// The bodies of the module's functions.
fn code() -> CodeSection {
    let mut code = CodeSection::new();
    for body in [
        vec![
            I::LocalGet(0),
            I::I32Const(7),
            I::I32Eq,
            I::If(wasm_encoder::BlockType::Empty),
            I::LocalGet(0),
            I::Call(2),
            I::Drop,
            I::End,
            I::LocalGet(0),
            I::I32Const(10),
            I::I32Add,
        ],
        vec![
            I::LocalGet(0),
            I::Call(0),
            I::GlobalGet(0),
            I::I32Const(1),
            I::I32Add,
            I::GlobalSet(0),
            I::LocalGet(0),
            I::Call(1),
            I::LocalGet(0),
            I::I32Add,
            I::GlobalGet(0),
            I::I32Add,
        ],
        vec![I::LocalGet(0), I::I32Const(2), I::I32Mul],
        vec![
            I::LocalGet(1),
            I::LocalGet(0),
            I::CallIndirect {
                type_index: 0,
                table_index: 0,
            },
        ],
    ] {
        let mut function = Function::new([]);
        for instruction in &body {
            function.instruction(instruction);
        }
        function.instruction(&I::End);
        code.function(&function);
    }
    code
}

/// What Node says of the parts.
fn run(first: &[u8], rest: Option<&[u8]>, notes: Option<u32>) -> serde_json::Value {
    static FOLDERS: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "care-split-{}-{}",
        std::process::id(),
        FOLDERS.fetch_add(1, Ordering::Relaxed)
    );
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("first.wasm"), first).unwrap();
    std::fs::write(folder.join("rest.wasm"), rest.unwrap_or_default()).unwrap();
    let mut node = program("node");
    node.args(["--input-type=module", "--eval", RUN, "--"])
        .arg(folder.join("first.wasm"));
    node.arg(rest.map_or(std::path::PathBuf::new(), |_| folder.join("rest.wasm")));
    node.arg(notes.map_or(String::new(), |notes| notes.to_string()));
    let said = output(&mut node).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    serde_json::from_str(&said).unwrap()
}

#[test]
fn what_is_late_is_a_trap_until_the_rest_has_come_and_then_works_as_before() {
    // 1 and 4 are early, 2 and 3 late.
    let parts = cut(&module(), &[true, false, false, true]).unwrap();
    let said = run(&parts.first, Some(&parts.rest), None);
    assert_eq!(
        said["before"],
        serde_json::json!([11, "trap", "trap", "trap", "trap"])
    );
    assert_eq!(said["after"], serde_json::json!([11, 13, 22, 10, 23]));
    assert_eq!(said["said"], serde_json::json!([1, 5, 5]));
}

#[test]
fn each_way_of_cutting_gives_the_same_answers() {
    let whole = run(&module(), None, None)["before"].clone();
    for bits in 0..16_u8 {
        let ran: Vec<bool> = (0..4).map(|bit| bits >> bit & 1 == 1).collect();
        let parts = cut(&module(), &ran).unwrap();
        let said = run(&parts.first, Some(&parts.rest), None);
        // The calls before the rest may have counted in the global; only what does not count is compared.
        assert_eq!(said["after"][0], whole[0], "{bits:04b}");
        assert_eq!(said["after"][3], whole[3], "{bits:04b}");
        assert_ne!(said["after"][1], "trap", "{bits:04b}");
        assert_ne!(said["after"][4], "trap", "{bits:04b}");
    }
}

#[test]
fn a_probed_module_notes_what_ran_and_does_what_it_did() {
    let probed = probe::probed(&module()).unwrap();
    assert_eq!((probed.notes, probed.functions), (65_536, 4));
    let said = run(&probed.module, None, Some(probed.notes));
    assert_eq!(said["before"], run(&module(), None, None)["before"]);
    assert_eq!(said["ran"], serde_json::json!([1, 1, 1, 1]));
}

#[test]
fn notes_of_another_module_are_refused() {
    assert!(cut(&module(), &[true]).is_err());
    assert!(cut(b"\0asm", &[]).is_err());
}
