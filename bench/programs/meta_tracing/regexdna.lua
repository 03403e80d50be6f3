-- regexdna.py in Lua.  Its patterns have no alternatives: each side of a variant is counted for itself.

local VARIANTS = { { "agggtaaa", "tttaccct" }, { "[cgt]gggtaaa", "tttaccc[acg]" },
                   { "a[act]ggtaaa", "tttacc[agt]t" }, { "ag[act]gtaaa", "tttac[agt]ct" },
                   { "agg[act]taaa", "ttta[agt]cct" }, { "aggg[acg]aaa", "ttt[cgt]ccct" },
                   { "agggt[cgt]aa", "tt[acg]accct" }, { "agggta[cgt]a", "t[acg]taccct" },
                   { "agggtaa[cgt]", "[acg]ttaccct" } }
local CODES = { { "B", "(c|g|t)" }, { "D", "(a|g|t)" }, { "H", "(a|c|t)" }, { "K", "(g|t)" },
                { "M", "(a|c)" }, { "N", "(a|c|g|t)" }, { "R", "(a|g)" }, { "S", "(c|g)" },
                { "V", "(a|c|g)" }, { "W", "(a|t)" }, { "Y", "(c|t)" } }
local LETTERS = "acgtacgtacgtacgtacgtacgtBDHKMNRSVWY"
local texts = {}

local function make_text(n)
  if texts[n] then
    return texts[n]
  end
  local state = 42
  local lines, line = { ">sequence of letters and ambiguity codes" }, {}
  for i = 0, n - 1 do
    state = (state * 3877 + 29573) % 139968
    local at = math.floor(state * #LETTERS / 139968) + 1
    line[#line + 1] = LETTERS:sub(at, at)
    if i % 700 == 0 then
      line[#line + 1] = "agggtaaa"
    end
    if i % 900 == 0 then
      line[#line + 1] = "ttgaccct"
    end
    if #line == 60 then
      lines[#lines + 1] = table.concat(line)
      line = {}
    end
  end
  lines[#lines + 1] = table.concat(line)
  texts[n] = table.concat(lines, "\n") .. "\n"
  return texts[n]
end

return function(n)
  local text = make_text(n)
  local sequence = text:gsub(">[^\n]*\n", ""):gsub("\n", "")
  local checksum = 0
  for _, sides in ipairs(VARIANTS) do
    local count = 0
    for _, pattern in ipairs(sides) do
      local _, found = sequence:gsub(pattern, "")
      count = count + found
    end
    checksum = checksum * 31 % 1000003 + count
  end
  local replaced = sequence
  for _, pair in ipairs(CODES) do
    replaced = replaced:gsub(pair[1], pair[2])
  end
  return string.format("%d %d %d %d", checksum, #text, #sequence, #replaced)
end
