//! A module that notes which of its functions run.

use wasm_encoder::{CodeSection, Encode, Instruction, RawSection};
use wasmparser::{Parser, Payload};

use super::module::{fault, piece};
use crate::error::TaskError;

/// Bytes of a page of memory.
const PAGE: u32 = 65_536;

/// The module that notes, and where in its memory the notes are.
pub(in crate::page) struct Probed {
    pub(in crate::page) module: Vec<u8>,
    /// The byte for the first function; 1 when it ran. The others follow.
    pub(in crate::page) notes: u32,
    /// How many functions there are.
    pub(in crate::page) functions: u32,
}

/// Makes each function of `module` write a byte when it begins, into a page of memory that nothing else uses: memory
/// that the module has at the start is its own data, and what it asks for later lies behind.
///
/// # Errors
/// Where the module has no memory, or more functions than fit on the page.
pub(in crate::page) fn probed(module: &[u8]) -> Result<Probed, TaskError> {
    let mut out = wasm_encoder::Module::new();
    let mut code = CodeSection::new();
    let (mut notes, mut functions) = (None, 0_u32);
    let mut bodies = 0;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(|reason| fault(&reason))?;
        match &payload {
            Payload::CodeSectionStart { count, .. } => bodies = *count,
            Payload::CodeSectionEntry(body) => {
                let notes =
                    notes.ok_or_else(|| TaskError::Shape("the module has no memory".into()))?;
                let range = body.range();
                let begin = body
                    .get_operators_reader()
                    .map_err(|reason| fault(&reason))?
                    .original_position();
                let mut bytes = piece(module, range.start..begin).to_vec();
                note(notes + functions, &mut bytes);
                bytes.extend_from_slice(piece(module, begin..range.end));
                code.raw(&bytes);
                functions += 1;
                if functions == bodies {
                    out.section(&code);
                }
            }
            Payload::MemorySection(reader) => {
                let mut memories = wasm_encoder::MemorySection::new();
                for memory in reader.clone() {
                    let memory = memory.map_err(|reason| fault(&reason))?;
                    let pages = u32::try_from(memory.initial)
                        .map_err(|_| TaskError::Shape("the module has too much memory".into()))?;
                    notes = Some(pages * PAGE);
                    memories.memory(wasm_encoder::MemoryType {
                        minimum: u64::from(pages) + 1,
                        maximum: memory.maximum.map(|pages| pages + 1),
                        memory64: memory.memory64,
                        shared: memory.shared,
                        page_size_log2: memory.page_size_log2,
                    });
                }
                out.section(&memories);
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    out.section(&RawSection {
                        id,
                        data: piece(module, range),
                    });
                }
            }
        }
    }
    match notes {
        Some(notes) if functions <= PAGE => Ok(Probed {
            module: out.finish(),
            notes,
            functions,
        }),
        _ => Err(TaskError::Shape(
            "the module has no memory, or too many functions to note".into(),
        )),
    }
}

/// Writes 1 at an address.
fn note(address: u32, into: &mut Vec<u8>) {
    let address = i32::from_ne_bytes(address.to_ne_bytes());
    for instruction in [
        Instruction::I32Const(address),
        Instruction::I32Const(1),
        Instruction::I32Store8(wasm_encoder::MemArg {
            offset: 0,
            align: 0,
            target: wasm_encoder::MemArgTarget::Memory(0),
            ordering: None,
        }),
    ] {
        instruction.encode(into);
    }
}
