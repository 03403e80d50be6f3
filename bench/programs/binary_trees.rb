# binary_trees.py in Ruby.

def make_tree(depth)
  return [nil, nil] if depth.zero?

  [make_tree(depth - 1), make_tree(depth - 1)]
end

def count_nodes(node)
  left, right = node
  left.nil? ? 1 : 1 + count_nodes(left) + count_nodes(right)
end

def run(n)
  long_lived = make_tree(n)
  total = count_nodes(make_tree(n + 1))
  4.step(n, 2) do |depth|
    (1 << (n - depth + 2)).times { total += count_nodes(make_tree(depth)) }
  end
  "#{total} #{count_nodes(long_lived)}"
end
