//! How a tree is drawn. A pure function of what is in it.

/// One process of the tree, or the place of one that is not running.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// What it is called.
    pub name: String,
    /// Its pid, or that there is none.
    pub pid: String,
    /// What else there is to say, one column each.
    pub columns: Vec<String>,
    /// What runs under it, in the order of start.
    pub children: Vec<Node>,
}

/// The tree as text, a line a process, the columns under one another.
pub fn draw(root: &Node) -> String {
    let mut rows = Vec::new();
    collect(root, "", "", &mut rows);
    let widths = widths(&rows);
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width - cell.chars().count() + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.pop();
    text
}

/// The rows of a node and all below it. `first` leads its own line, `rest` those below.
fn collect(node: &Node, first: &str, rest: &str, rows: &mut Vec<Vec<String>>) {
    let mut row = vec![format!("{first}{}", node.name), node.pid.clone()];
    row.extend(node.columns.iter().cloned());
    rows.push(row);
    for (place, child) in node.children.iter().enumerate() {
        let (branch, below) = if place + 1 == node.children.len() {
            ("└─ ", "   ")
        } else {
            ("├─ ", "│  ")
        };
        let first = format!("{rest}{branch}");
        let rest = format!("{rest}{below}");
        collect(child, &first, &rest, rows);
    }
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str, pid: &str, column: &str, children: Vec<Node>) -> Node {
        Node {
            name: name.to_owned(),
            pid: pid.to_owned(),
            columns: vec![column.to_owned()],
            children,
        }
    }

    #[test]
    fn a_tree_is_drawn_with_its_branches_and_columns() {
        let tree = node(
            "System",
            "#PID<0.1.0>",
            "supervisor",
            vec![
                node("Registry", "#PID<0.2.0>", "permanent", Vec::new()),
                node(
                    "Database",
                    "#PID<0.3.0>",
                    "permanent",
                    vec![
                        node("1", "#PID<0.14.0>", "permanent", Vec::new()),
                        node("2", "-", "", Vec::new()),
                    ],
                ),
                node(
                    "Cache",
                    "#PID<0.4.0>",
                    "permanent",
                    vec![node("Bob's list", "#PID<0.9.0>", "temporary", Vec::new())],
                ),
            ],
        );
        let expected = "\
System            #PID<0.1.0>   supervisor
├─ Registry       #PID<0.2.0>   permanent
├─ Database       #PID<0.3.0>   permanent
│  ├─ 1           #PID<0.14.0>  permanent
│  └─ 2           -
└─ Cache          #PID<0.4.0>   permanent
   └─ Bob's list  #PID<0.9.0>   temporary";
        assert_eq!(draw(&tree), expected);
    }

    #[test]
    fn a_process_without_children_is_one_line() {
        assert_eq!(draw(&node("System", "-", "", Vec::new())), "System  -");
    }
}
