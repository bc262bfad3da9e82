//! The two parts, written.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, ImportSection, Instruction, RawSection, TableSection,
};
use wasmparser::{BinaryReaderError, ExternalKind};

use super::Parts;
use super::data::{Data, Segments};
use super::module::{Module, fault};
use crate::error::TaskError;

/// The name under which the rest asks for what the first part exports.
const FIRST: &str = "1";

/// The module, and what goes where.
struct Plan<'a> {
    module: &'a Module<'a>,
    /// Of each function, whether it is in the first part. Those of the browser are.
    early: Vec<bool>,
    /// Place in the table of each function of the rest that the first part or the browser can reach.
    reached: BTreeMap<u32, u32>,
    /// Functions of the first part that the rest calls.
    lent: BTreeSet<u32>,
    /// Places in the table, all in all.
    places: u32,
    /// What lies in memory, of the first part and of the rest.
    data: (Segments, Segments),
}

fn number(count: usize) -> Result<u32, TaskError> {
    u32::try_from(count).map_err(|_| TaskError::Shape("the module is too large to be cut".into()))
}

pub(super) fn make(module: &Module<'_>, ran: &[bool]) -> Result<Parts, TaskError> {
    let plan = Plan::make(module, ran)?;
    Ok(Parts {
        first: plan.first()?,
        rest: plan.rest()?,
    })
}

impl<'a> Plan<'a> {
    fn make(module: &'a Module<'a>, ran: &[bool]) -> Result<Self, TaskError> {
        let mut early = vec![true; module.imported as usize];
        early.extend_from_slice(ran);
        let is_early = |function: u32| early.get(function as usize).copied().unwrap_or(true);
        let mut reached: BTreeMap<u32, u32> = BTreeMap::new();
        for (place, function) in module.places.iter().enumerate() {
            if let Some(function) = function.filter(|&function| !is_early(function)) {
                reached.entry(function).or_insert(number(place)?);
            }
        }
        let mut places = module
            .tables
            .first()
            .and_then(|table| u32::try_from(table.initial).ok())
            .ok_or_else(|| TaskError::Shape("the module has no function table".into()))?;
        let mut lent = BTreeSet::new();
        let mut reach = |function: u32| {
            reached.entry(function).or_insert_with(|| {
                places += 1;
                places - 1
            });
        };
        for (body, named) in module.names.iter().enumerate() {
            let from = is_early(module.imported + number(body)?);
            for &function in named {
                match (from, is_early(function)) {
                    (true, false) => reach(function),
                    (false, true) => {
                        lent.insert(function);
                    }
                    _ => {}
                }
            }
        }
        for function in module.exported().filter(|&function| !is_early(function)) {
            reach(function);
        }
        let data = data_of(module, ran).map_err(|reason| fault(&reason))?;
        Ok(Self {
            module,
            early,
            reached,
            lent,
            places,
            data,
        })
    }

    /// Those that the module defines and that are in the first part, or those that are not.
    fn defined(&self, early: bool) -> impl Iterator<Item = u32> + '_ {
        (self.module.imported..)
            .zip(self.early.iter().skip(self.module.imported as usize))
            .filter(move |(_, is)| **is == early)
            .map(|(function, _)| function)
    }

    fn type_of(&self, function: u32) -> u32 {
        self.module
            .type_of
            .get(function as usize)
            .copied()
            .unwrap_or_default()
    }

    fn add_raw(&self, out: &mut wasm_encoder::Module, id: u8) {
        if let Some(data) = self.module.section(id) {
            out.section(&RawSection { id, data });
        }
    }

    fn first(&self) -> Result<Vec<u8>, TaskError> {
        let mut new = BTreeMap::new();
        let mut next = self.module.imported;
        let mut functions = FunctionSection::new();
        for function in (0..self.module.imported).zip(0..) {
            new.insert(function.0, function.1);
        }
        for function in self.defined(true).chain(self.reached.keys().copied()) {
            new.insert(function, next);
            next += 1;
            functions.function(self.type_of(function));
        }
        // Stands at the places whose function is still to come: a call ends there.
        let nothing = next;
        let plain = self.plain_type()?;
        functions.function(plain);

        let mut code = CodeSection::new();
        self.copy(true, &new, &mut code)?;
        for (&function, &place) in &self.reached {
            code.function(&self.way_to(function, place)?);
        }
        let mut trap = Function::new([]);
        trap.instruction(&Instruction::Unreachable)
            .instruction(&Instruction::End);
        code.function(&trap);

        let mut exports = ExportSection::new();
        for export in &self.module.exports {
            let (kind, index) = match export.kind {
                ExternalKind::Func => (ExportKind::Func, mapped(&new, export.index)?),
                ExternalKind::Table => (ExportKind::Table, export.index),
                ExternalKind::Memory => (ExportKind::Memory, export.index),
                ExternalKind::Global => (ExportKind::Global, export.index),
                _ => {
                    return Err(TaskError::Shape(format!(
                        "export `{}` is of a kind that cannot be cut",
                        export.name
                    )));
                }
            };
            exports.export(export.name, kind, index);
        }
        for (name, kind, index) in self.lendings() {
            let index = if kind == ExportKind::Func {
                mapped(&new, index)?
            } else {
                index
            };
            exports.export(&name, kind, index);
        }

        let filled: Vec<u32> = self
            .module
            .places
            .iter()
            .map(|function| {
                function
                    .filter(|&function| self.early.get(function as usize).copied().unwrap_or(false))
                    .map_or(Ok(nothing), |function| mapped(&new, function))
            })
            .collect::<Result<_, _>>()?;
        let mut elements = ElementSection::new();
        // Place 0 stays empty, as the compiler left it.
        elements.active(
            None,
            &ConstExpr::i32_const(1),
            Elements::Functions(filled.get(1..).unwrap_or_default().into()),
        );

        let mut out = wasm_encoder::Module::new();
        self.add_raw(&mut out, 1);
        self.add_raw(&mut out, 2);
        out.section(&functions).section(&self.tables()?);
        self.add_raw(&mut out, 5);
        self.add_raw(&mut out, 6);
        out.section(&exports).section(&elements);
        out.section(&code).section(&section(&self.data.0));
        Ok(out.finish())
    }

    fn rest(&self) -> Result<Vec<u8>, TaskError> {
        let mut new = BTreeMap::new();
        let mut next = 0;
        let mut imports = ImportSection::new();
        for (name, kind, index) in self.lendings() {
            let entity = self.entity(kind, index)?;
            imports.import(FIRST, &name, entity);
            if kind == ExportKind::Func {
                new.insert(index, next);
                next += 1;
            }
        }
        let mut functions = FunctionSection::new();
        for function in self.defined(false) {
            new.insert(function, next);
            next += 1;
            functions.function(self.type_of(function));
        }
        let mut elements = ElementSection::new();
        for (begin, run) in self.runs() {
            let run: Vec<u32> = run
                .into_iter()
                .map(|function| mapped(&new, function))
                .collect::<Result<_, _>>()?;
            elements.active(
                None,
                &ConstExpr::i32_const(begin),
                Elements::Functions(run.into()),
            );
        }
        let mut code = CodeSection::new();
        self.copy(false, &new, &mut code)?;
        let mut out = wasm_encoder::Module::new();
        self.add_raw(&mut out, 1);
        out.section(&imports)
            .section(&functions)
            .section(&elements)
            .section(&code)
            .section(&section(&self.data.1));
        Ok(out.finish())
    }

    /// Functions of the rest that stand side by side in the table, with the place of the first of them.
    fn runs(&self) -> Vec<(i32, Vec<u32>)> {
        let mut at: BTreeMap<u32, u32> = self
            .reached
            .iter()
            .map(|(&function, &place)| (place, function))
            .collect();
        // A function may stand at several places.
        for (place, function) in (0..).zip(&self.module.places) {
            if let Some(function) = function.filter(|function| self.reached.contains_key(function))
            {
                at.insert(place, function);
            }
        }
        let mut runs: Vec<(i32, Vec<u32>)> = Vec::new();
        let mut after = None;
        for (place, function) in at {
            match runs.last_mut() {
                Some((_, run)) if after == Some(place) => run.push(function),
                _ => runs.push((i32::try_from(place).unwrap_or_default(), vec![function])),
            }
            after = Some(place + 1);
        }
        runs
    }

    /// What the first part lends to the rest: short names, since there are hundreds. A name of the compiler's never
    /// begins with a digit.
    fn lendings(&self) -> Vec<(String, ExportKind, u32)> {
        let module = self.module;
        let kinds = [
            (ExportKind::Memory, module.memories.len()),
            (ExportKind::Table, module.tables.len()),
            (ExportKind::Global, module.globals.len()),
        ];
        kinds
            .into_iter()
            .flat_map(|(kind, count)| (0..).take(count).map(move |index| (kind, index)))
            .chain(
                self.lent
                    .iter()
                    .map(|&function| (ExportKind::Func, function)),
            )
            .enumerate()
            .map(|(at, (kind, index))| (format!("0{at:x}"), kind, index))
            .collect()
    }

    fn entity(&self, kind: ExportKind, index: u32) -> Result<EntityType, TaskError> {
        let place = index as usize;
        let entity = match kind {
            ExportKind::Func => Some(EntityType::Function(self.type_of(index))),
            ExportKind::Table => self
                .grown_tables()?
                .get(place)
                .copied()
                .map(EntityType::Table),
            ExportKind::Memory => self
                .module
                .memories
                .get(place)
                .and_then(|memory| RoundtripReencoder.memory_type(*memory).ok())
                .map(EntityType::Memory),
            _ => self
                .module
                .globals
                .get(place)
                .and_then(|global| RoundtripReencoder.global_type(*global).ok())
                .map(EntityType::Global),
        };
        entity.ok_or_else(|| TaskError::Shape("the module lends what it does not have".into()))
    }

    fn grown_tables(&self) -> Result<Vec<wasm_encoder::TableType>, TaskError> {
        let mut tables = Vec::new();
        for (at, table) in self.module.tables.iter().enumerate() {
            let mut table = RoundtripReencoder
                .table_type(*table)
                .map_err(|reason| TaskError::Shape(reason.to_string()))?;
            if at == 0 {
                table.minimum = u64::from(self.places);
                table.maximum = table.maximum.map(|_| u64::from(self.places));
            }
            tables.push(table);
        }
        Ok(tables)
    }

    fn tables(&self) -> Result<TableSection, TaskError> {
        let mut section = TableSection::new();
        for table in self.grown_tables()? {
            section.table(table);
        }
        Ok(section)
    }

    /// The type of a function that takes and gives nothing; there is one in every module of ours.
    fn plain_type(&self) -> Result<u32, TaskError> {
        let place = self
            .module
            .types
            .iter()
            .position(|kind| kind.params().is_empty() && kind.results().is_empty())
            .ok_or_else(|| TaskError::Shape("no function takes and gives nothing".into()))?;
        number(place)
    }

    /// A function that only calls the one at a place of the table.
    fn way_to(&self, function: u32, place: u32) -> Result<Function, TaskError> {
        let kind = self.type_of(function);
        let parameters = self
            .module
            .types
            .get(kind as usize)
            .map_or(0, |kind| kind.params().len());
        let mut way = Function::new([]);
        for parameter in 0..number(parameters)? {
            way.instruction(&Instruction::LocalGet(parameter));
        }
        way.instruction(&Instruction::I32Const(
            i32::try_from(place).unwrap_or_default(),
        ))
        .instruction(&Instruction::CallIndirect {
            type_index: kind,
            table_index: 0,
        })
        .instruction(&Instruction::End);
        Ok(way)
    }

    /// The bodies of one part's functions, with the numbers that functions have there.
    fn copy(
        &self,
        early: bool,
        new: &BTreeMap<u32, u32>,
        code: &mut CodeSection,
    ) -> Result<(), TaskError> {
        let mut renumber = Renumber(new);
        for function in self.defined(early) {
            let body = self
                .module
                .bodies
                .get((function - self.module.imported) as usize)
                .ok_or_else(|| TaskError::Shape("a function has no body".into()))?;
            renumber
                .parse_function_body(code, body.clone())
                .map_err(|reason| TaskError::Shape(format!("a function: {reason}")))?;
        }
        Ok(())
    }
}

/// The data of the first part, and of the rest.
fn data_of(module: &Module<'_>, ran: &[bool]) -> Result<(Segments, Segments), BinaryReaderError> {
    let data = Data::of(&module.data);
    let (mut first, mut all) = (Vec::new(), BTreeSet::new());
    for (body, ran) in module.bodies.iter().zip(ran) {
        let named = data.named(body)?;
        all.extend(named.iter().map(|(address, _)| *address));
        if *ran {
            first.extend(named);
        }
    }
    Ok(data.parts(&first, &all))
}

fn section(segments: &Segments) -> DataSection {
    let mut section = DataSection::new();
    for (at, bytes) in segments {
        let at = ConstExpr::i32_const(at.cast_signed());
        section.active(0, &at, bytes.iter().copied());
    }
    section
}

fn mapped(new: &BTreeMap<u32, u32>, function: u32) -> Result<u32, TaskError> {
    new.get(&function)
        .copied()
        .ok_or_else(|| TaskError::Shape(format!("function {function} has no place in its part")))
}

/// Writes code again, with other numbers for functions.
struct Renumber<'a>(&'a BTreeMap<u32, u32>);

impl Reencode for Renumber<'_> {
    type Error = TaskError;

    fn function_index(
        &mut self,
        function: u32,
    ) -> Result<u32, wasm_encoder::reencode::Error<TaskError>> {
        mapped(self.0, function).map_err(wasm_encoder::reencode::Error::UserError)
    }
}
