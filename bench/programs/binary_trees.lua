-- binary_trees.py in Lua.

local function make_tree(depth)
  if depth == 0 then
    return {}
  end
  return { make_tree(depth - 1), make_tree(depth - 1) }
end

local function count_nodes(node)
  local left = node[1]
  if not left then
    return 1
  end
  return 1 + count_nodes(left) + count_nodes(node[2])
end

return function(n)
  local long_lived = make_tree(n)
  local total = count_nodes(make_tree(n + 1))
  for depth = 4, n, 2 do
    for _ = 1, 2 ^ (n - depth + 2) do
      total = total + count_nodes(make_tree(depth))
    end
  end
  return string.format("%d %d", total, count_nodes(long_lived))
end
