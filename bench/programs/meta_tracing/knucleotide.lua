-- knucleotide.py in Lua.

local WANTED = { "ggt", "ggta", "ggtatt", "ggtattttaatt", "ggtattttaatttatagt" }
local LETTERS = { "a", "c", "g", "t" }
local sequences = {}

local function make_sequence(n)
  if not sequences[n] then
    local state, letters = 42, {}
    for i = 1, n do
      state = (state * 3877 + 29573) % 139968
      letters[i] = LETTERS[math.floor(state * 4 / 139968) + 1]
    end
    sequences[n] = table.concat(letters) .. table.concat(WANTED)
  end
  return sequences[n]
end

local function frequencies(sequence, size)
  local counts = {}
  for i = 1, #sequence - size + 1 do
    local piece = sequence:sub(i, i + size - 1)
    counts[piece] = (counts[piece] or 0) + 1
  end
  return counts
end

return function(n)
  local sequence = make_sequence(n)
  local checksum = 0
  for size = 1, 2 do
    local ordered = {}
    for _, count in pairs(frequencies(sequence, size)) do
      ordered[#ordered + 1] = count
    end
    table.sort(ordered, function(a, b) return a > b end)
    for _, count in ipairs(ordered) do
      checksum = (checksum * 31 + count) % 1000003
    end
  end
  for _, piece in ipairs(WANTED) do
    checksum = (checksum * 31 + frequencies(sequence, #piece)[piece]) % 1000003
  end
  return string.format("%d %d", checksum, #sequence)
end
