//! A module as far as cutting it needs: who calls whom, and what is in the function table.

use std::ops::Range;

use wasmparser::{
    BinaryReaderError, Data, DataKind, ElementItems, ElementKind, Export, ExternalKind, FuncType,
    FunctionBody, GlobalType, MemoryType, Operator, Parser, Payload, TableType, TypeRef,
};

use crate::error::TaskError;

/// What the names of exports hold that a library brings for streams, and that no page calls. The glue loses what calls
/// them in `finish::without_streams`.
const UNCALLED: &str = "intounderlying";

/// A section as it stands in the file, by its number in the format.
pub(super) struct Raw<'a> {
    pub(super) id: u8,
    pub(super) bytes: &'a [u8],
}

/// A module that was read.
pub(super) struct Module<'a> {
    /// Signatures, by their number.
    pub(super) types: Vec<FuncType>,
    /// How many functions the browser gives; they come first in the numbering.
    pub(super) imported: u32,
    /// The signature of every function, those that are given first.
    pub(super) type_of: Vec<u32>,
    pub(super) tables: Vec<TableType>,
    pub(super) memories: Vec<MemoryType>,
    pub(super) globals: Vec<GlobalType>,
    pub(super) exports: Vec<Export<'a>>,
    /// The function at each place of table 0, where the module puts one.
    pub(super) places: Vec<Option<u32>>,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    /// What lies in memory from the start, by its address.
    pub(super) data: Vec<(u32, &'a [u8])>,
    /// Sections that are taken as they are: types, imports, memory, globals.
    pub(super) raw: Vec<Raw<'a>>,
    /// Of each function that it defines, those that its body names.
    pub(super) names: Vec<Vec<u32>>,
}

pub(in crate::page) fn fault(reason: &BinaryReaderError) -> TaskError {
    TaskError::Shape(format!("the module cannot be read: {reason}"))
}

/// A part of the file; empty where there is none, which only a wrong reader would ask for.
pub(in crate::page) fn piece(bytes: &[u8], range: Range<u64>) -> &[u8] {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    bytes
        .get(place(range.start)..place(range.end))
        .unwrap_or_default()
}

fn cannot(what: &str) -> TaskError {
    TaskError::Shape(format!("the module cannot be cut: {what}"))
}

impl<'a> Module<'a> {
    /// Reads a whole module.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, TaskError> {
        let mut module = Self {
            types: Vec::new(),
            imported: 0,
            type_of: Vec::new(),
            tables: Vec::new(),
            memories: Vec::new(),
            globals: Vec::new(),
            exports: Vec::new(),
            places: Vec::new(),
            bodies: Vec::new(),
            data: Vec::new(),
            raw: Vec::new(),
            names: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(bytes) {
            module.take(bytes, payload.map_err(|reason| fault(&reason))?)?;
        }
        module.names = module
            .bodies
            .iter()
            .map(named_in)
            .collect::<Result<_, _>>()
            .map_err(|reason| fault(&reason))?;
        Ok(module)
    }

    fn take(&mut self, bytes: &'a [u8], payload: Payload<'a>) -> Result<(), TaskError> {
        self.take_read(bytes, payload)
            .map_err(|reason| fault(&reason))?
            .map_or(Ok(()), |what| Err(cannot(what)))
    }

    /// One section; answers what cannot be cut, if there is such a thing in it.
    fn take_read(
        &mut self,
        bytes: &'a [u8],
        payload: Payload<'a>,
    ) -> Result<Option<&'static str>, BinaryReaderError> {
        let mut keep = |id: u8, range: Range<u64>| {
            self.raw.push(Raw {
                id,
                bytes: piece(bytes, range),
            });
        };
        match payload {
            Payload::TypeSection(reader) => {
                keep(1, reader.range());
                for kind in reader.into_iter_err_on_gc_types() {
                    self.types.push(kind?);
                }
            }
            Payload::ImportSection(reader) => {
                keep(2, reader.range());
                for import in reader.into_imports() {
                    let TypeRef::Func(kind) = import?.ty else {
                        return Ok(Some("it takes more than functions from the browser"));
                    };
                    self.imported += 1;
                    self.type_of.push(kind);
                }
            }
            Payload::FunctionSection(reader) => {
                for kind in reader {
                    self.type_of.push(kind?);
                }
            }
            Payload::TableSection(reader) => {
                for table in reader {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(reader) => {
                keep(5, reader.range());
                for memory in reader {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(reader) => {
                keep(6, reader.range());
                for global in reader {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(reader) => {
                for export in reader {
                    let export = export?;
                    if !export.name.contains(UNCALLED) {
                        self.exports.push(export);
                    }
                }
            }
            Payload::StartSection { .. } => return Ok(Some("it starts by itself")),
            Payload::ElementSection(reader) => {
                for element in reader {
                    let element = element?;
                    let (
                        ElementKind::Active {
                            table_index: None | Some(0),
                            offset_expr,
                        },
                        ElementItems::Functions(functions),
                    ) = (element.kind, element.items)
                    else {
                        return Ok(Some("its function table is filled in an unusual way"));
                    };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
                    else {
                        return Ok(Some("its function table begins at no fixed place"));
                    };
                    let begin = usize::try_from(value).unwrap_or_default();
                    for (at, function) in functions.into_iter().enumerate() {
                        let place = begin + at;
                        if self.places.len() <= place {
                            self.places.resize(place + 1, None);
                        }
                        if let Some(slot) = self.places.get_mut(place) {
                            *slot = Some(function?);
                        }
                    }
                }
            }
            Payload::DataSection(reader) => {
                for segment in reader {
                    let Some(segment) = lying(&segment?)? else {
                        return Ok(Some("its data lies at no fixed place"));
                    };
                    self.data.push(segment);
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            _ => {}
        }
        Ok(None)
    }

    /// The section of this number, as it stands in the file.
    pub(super) fn section(&self, id: u8) -> Option<&'a [u8]> {
        self.raw
            .iter()
            .find(|raw| raw.id == id)
            .map(|raw| raw.bytes)
    }

    /// The functions that are exported.
    pub(super) fn exported(&self) -> impl Iterator<Item = u32> + '_ {
        self.exports
            .iter()
            .filter(|export| export.kind == ExternalKind::Func)
            .map(|export| export.index)
    }
}

/// A segment of data with its address, where that is fixed.
fn lying<'a>(segment: &Data<'a>) -> Result<Option<(u32, &'a [u8])>, BinaryReaderError> {
    let DataKind::Active {
        memory_index: 0,
        offset_expr,
    } = &segment.kind
    else {
        return Ok(None);
    };
    Ok(match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Some((value.cast_unsigned(), segment.data)),
        _ => None,
    })
}

fn named_in(body: &FunctionBody<'_>) -> Result<Vec<u32>, BinaryReaderError> {
    let mut named = Vec::new();
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index }
            | Operator::ReturnCall { function_index }
            | Operator::RefFunc { function_index } => named.push(function_index),
            _ => {}
        }
    }
    Ok(named)
}
