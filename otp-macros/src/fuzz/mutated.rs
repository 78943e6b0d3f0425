//! Token trees with a change somewhere, and cut off.

use proc_macro2::{Group, TokenStream, TokenTree};

use super::choices::Choices;

/// One change at some depth: a token less, twice, another in its place or beside it, two the other way round.
pub(crate) fn mutated(
    source: &TokenStream,
    spare: &[TokenTree],
    choices: &mut Choices,
) -> TokenStream {
    let mut trees: Vec<TokenTree> = source.clone().into_iter().collect();
    if trees.is_empty() {
        return choices.one_of(spare).clone().into();
    }
    let at = choices.below(trees.len());
    if let TokenTree::Group(group) = &trees[at]
        && choices.below(4) > 0
    {
        let inside = mutated(&group.stream(), spare, choices);
        trees[at] = Group::new(group.delimiter(), inside).into();
        return trees.into_iter().collect();
    }
    match choices.below(5) {
        0 => drop(trees.remove(at)),
        1 => trees.insert(at, trees[at].clone()),
        2 => trees[at] = choices.one_of(spare).clone(),
        3 => trees.insert(at, choices.one_of(spare).clone()),
        _ => {
            let other = choices.below(trees.len());
            trees.swap(at, other);
        }
    }
    trees.into_iter().collect()
}

/// The tokens of all depths, brackets with what is in them and without.
pub(crate) fn flat(source: &TokenStream) -> Vec<TokenTree> {
    source
        .clone()
        .into_iter()
        .flat_map(|tree| {
            let inside = match &tree {
                TokenTree::Group(group) => flat(&group.stream()),
                _ => Vec::new(),
            };
            std::iter::once(tree).chain(inside)
        })
        .collect()
}
