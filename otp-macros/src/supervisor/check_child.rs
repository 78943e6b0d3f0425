//! The rules about one field: an argument, a child or a pool of children.

use syn::{Attribute, Expr, Ident, Lit, Type};

use super::check_order;
use super::model::{Argument, Child, Pool};
use super::spec::Field;
use crate::diagnostics::Diagnostics;
use crate::options::spec::SpecOptions;
use crate::options::{OptionList, check_count, value};
use crate::{check_helper, item_kind, type_shape};

const OPTIONS: &[&str] = &[
    "args",
    "id",
    "restart",
    "shutdown",
    "significant",
    "count",
    "after",
];

const EXPLAINED: &[(&str, &str)] = &[
    (
        "strategy",
        "a strategy is its supervisor's, `#[supervisor(strategy = ..)]`",
    ),
    (
        "auto_shutdown",
        "it is its supervisor's, `#[supervisor(auto_shutdown = ..)]`; of a child say `significant`",
    ),
    (
        "name",
        "a name is its server's, `#[gen_server(name)]`; a supervisor knows a child by its `id`",
    ),
    (
        "via",
        "a name is its server's, `#[gen_server(via = ..)]`; a supervisor knows a child by its `id`",
    ),
    ("start", "did you mean `args`?"),
];

/// A field that passed.
pub(super) enum Checked {
    Argument(Box<Argument>),
    Child(Box<Child>),
}

/// One field. `may_end`: the supervisor has an `auto_shutdown`; `has_lifetimes`: it is refused since it borrows.
pub(super) fn field(
    field: &Field,
    may_end: bool,
    has_lifetimes: bool,
    errors: &mut Diagnostics,
) -> Option<Checked> {
    let ident = field.ident.as_ref()?;
    for (attribute, helper) in &field.misspelt {
        check_helper::check(attribute, helper, errors);
    }
    check_repeated("child", &field.child, errors);
    check_repeated("arg", &field.arg, errors);
    if let Some(arg) = field.arg.first() {
        OptionList::of_attribute(arg).check_names("#[arg]", &[], errors);
        if let Some(child) = field.child.first() {
            errors.at(
                child,
                format!("`{ident}` is an argument of the supervisor by `#[arg]` and no child; remove one of the two"),
            );
            return None;
        }
        if !has_lifetimes {
            check_owned(&field.ty, errors);
        }
        return Some(Checked::Argument(Box::new(argument(field, ident))));
    }
    let options = match field.child.first() {
        Some(attribute) => OptionList::of_attribute(attribute),
        None => OptionList::default(),
    };
    Some(Checked::Child(Box::new(child(
        field, ident, &options, may_end, errors,
    ))))
}

fn check_repeated(name: &str, attributes: &[Attribute], errors: &mut Diagnostics) {
    for second in attributes.iter().skip(1) {
        errors.at(
            second.path(),
            format!("two `#[{name}]` on one field; write the options in one"),
        );
    }
}

fn check_owned(ty: &Type, errors: &mut Diagnostics) {
    for borrow in type_shape::borrows(ty) {
        errors.at(
            borrow,
            "a supervisor keeps its arguments for every restart and cannot borrow them; own them (`String`, `Arc<..>`)",
        );
    }
}

fn argument(field: &Field, ident: &Ident) -> Argument {
    let mut ty = field.ty.clone();
    type_shape::make_static(&mut ty);
    Argument {
        cfgs: item_kind::cfgs(&field.attrs),
        ident: ident.clone(),
        into: type_shape::is_text(&ty),
        ty,
    }
}

fn child(
    field: &Field,
    ident: &Ident,
    options: &OptionList,
    may_end: bool,
    errors: &mut Diagnostics,
) -> Child {
    let explained = [EXPLAINED, check_count::misplaced(options)].concat();
    options.check_names_explained("#[child]", OPTIONS, &explained, errors);
    let overrides = SpecOptions::check(options, OPTIONS, None, errors);
    if overrides.significant == Some(true)
        && !may_end
        && let Some(entry) = options.get("significant")
    {
        errors.at(
            &entry.name,
            "a significant child ends its supervisor, which has no `auto_shutdown`; write \
             `#[supervisor(auto_shutdown = \"any_significant\")]` or `\"all_significant\"`",
        );
    }
    let given = options
        .get("args")
        .and_then(|entry| value::expression(entry, errors));
    let (pool, args) = match options.get("count") {
        Some(_) => pool(options, given, errors),
        None => (None, Some(given.map_or_else(Vec::new, spread))),
    };
    // What could not be read may have been of the arguments.
    let is_clear = options.malformed.is_empty()
        && options.get("args").is_some() == given.is_some()
        && options.get("count").is_some() == pool.is_some();
    Child {
        cfgs: item_kind::cfgs(&field.attrs),
        ident: ident.clone(),
        ty: field.ty.clone(),
        args: args.filter(|_| is_clear),
        pool,
        overrides,
        after: check_order::names(options, errors),
    }
}

/// `count = 3, args = |n| ..`
fn pool(
    options: &OptionList,
    given: Option<&Expr>,
    errors: &mut Diagnostics,
) -> (Option<Pool>, Option<Vec<Expr>>) {
    let count = count(options, errors);
    if let Some(entry) = options.get("id") {
        errors.at(
            &entry.name,
            "a pool without distinct ids: every child of it would have this one; remove `id`, and each has the field's name and a number",
        );
    }
    let (number, args) = match given {
        None => (None, Some(Vec::new())),
        Some(Expr::Closure(closure)) => {
            let mut inputs = closure.inputs.iter();
            let number = inputs.next();
            if number.is_none() {
                errors.at(
                    closure,
                    "the arguments of a pool are told which child they are for: `args = |n| ..`",
                );
            }
            if let Some(second) = inputs.next() {
                errors.at(
                    second,
                    "the arguments of a pool are told the number of the child and nothing else: `args = |n| ..`",
                );
            }
            let is_clear = closure.inputs.len() == 1;
            (number.cloned(), is_clear.then(|| spread(&closure.body)))
        }
        Some(other) => {
            errors.at(
                other,
                "the arguments of a pool are made for each child by its number: `args = |n| ..`, or `args = |_| ..` where all are alike",
            );
            (None, None)
        }
    };
    let pool = count.map(|count| Pool { count, number });
    (pool, args)
}

/// How many children: a number, or an expression that gives one when the supervisor starts.
fn count(options: &OptionList, errors: &mut Diagnostics) -> Option<Expr> {
    let entry = options.get("count")?;
    let expr = value::expression(entry, errors)?;
    let zero = match value::literal(expr) {
        Some(Lit::Int(_)) => value::integer::<usize>(entry, errors)?.value == 0,
        Some(_) => {
            value::integer::<usize>(entry, errors);
            return None;
        }
        None if matches!(expr, Expr::Unary(_)) => {
            value::integer::<usize>(entry, errors)?.value == 0
        }
        None => false,
    };
    if zero {
        errors.at(expr, "a pool of no children; write at least `count = 1`");
        return None;
    }
    Some(expr.clone())
}

/// A tuple as written is the list of arguments; anything else is the only one.
fn spread(given: &Expr) -> Vec<Expr> {
    match given {
        Expr::Tuple(tuple) => tuple.elems.iter().cloned().collect(),
        Expr::Group(group) => spread(&group.expr),
        other => vec![other.clone()],
    }
}
