-- dhrystone.py in Lua; arrays begin at 0 here as well.

local FIRST, SECOND, THIRD, FOURTH, FIFTH = 1, 2, 3, 4, 5
local SIZE = 50

local Record = {}
Record.__index = Record

function Record.new(link, kind, choice, number, text)
  return setmetatable({ link = link, kind = kind, choice = choice, number = number, text = text }, Record)
end

function Record:copy()
  return Record.new(self.link, self.kind, self.choice, self.number, self.text)
end

local function add_with_two(a, b)
  return a + 2 + b
end

local function same_kind(a, b)
  local copy = a
  if copy ~= b then
    return FIRST
  end
  return SECOND
end

local function is_third(choice)
  return choice == THIRD
end

local function is_later(first, second)
  local at, letter = 1, "A"
  while at <= 1 do
    if same_kind(first:sub(at + 1, at + 1), second:sub(at + 2, at + 2)) == FIRST then
      letter = "A"
      at = at + 1
    else
      at = at + 2
    end
  end
  return letter == "X" or first > second
end

-- What the procedures share.
local Machine = {}
Machine.__index = Machine

function Machine.new()
  local row, rows = {}, {}
  for i = 0, SIZE do
    row[i], rows[i] = 0, {}
    for j = 0, SIZE do
      rows[i][j] = 0
    end
  end
  local spare = Record.new(nil, FIRST, FIRST, 0, "")
  return setmetatable({ number = 0, flag = false, first_letter = " ", second_letter = " ", row = row,
                        rows = rows, spare = spare,
                        head = Record.new(spare, FIRST, THIRD, 40, "DHRYSTONE PROGRAM, SOME STRING") },
                      Machine)
end

function Machine:cycle(turn)
  self.first_letter = "A"
  self.flag = false
  self.second_letter = "B"
  self.flag = self.first_letter == "A" or self.flag
  local low, high = 2, 3
  local text = "DHRYSTONE PROGRAM, 2'ND STRING"
  local choice = SECOND
  self.flag = not is_later("DHRYSTONE PROGRAM, 1'ST STRING", text)
  local result = 0
  while low < high do
    result = 5 * low - high
    result = add_with_two(low, high)
    low = low + 1
  end
  self:fill(low, result)
  self.head = self:change_record(self.head)
  local letter = "A"
  while letter <= self.second_letter do
    if choice == same_kind(letter, "C") then
      choice = self:choose(FIRST)
      text = "DHRYSTONE PROGRAM, 3'RD STRING"
      high = turn
    end
    letter = string.char(letter:byte() + 1)
  end
  high = high * low
  low = math.floor(high / result)
  high = 7 * (high - result) - low
  low = self:settle(low)
  return low + high % 11 + choice + #text + result
end

function Machine:fill(low, result)
  local at = low + 5
  local row, rows = self.row, self.rows
  row[at] = result
  row[at + 1] = row[at]
  row[at + 30] = at
  for column = at, at + 1 do
    rows[at][column] = at
  end
  rows[at][at - 1] = rows[at][at - 1] + 1
  rows[at + 20][at] = row[at]
  self.number = 5
end

function Machine:change_record(head)
  local copy = self.head:copy()
  head.link = copy
  head.number = 5
  copy.number = head.number
  copy.link = self:next_link(head.link)
  if copy.kind == FIRST then
    copy.number = 6
    copy.choice = self:choose(head.choice)
    copy.link = self.head.link
    copy.number = add_with_two(copy.number, 10)
  else
    head = copy
  end
  head.link = self.spare
  return head
end

function Machine:next_link(link)
  if self.head then
    link = self.head.link
  end
  self.number = add_with_two(10, self.number) % 1000
  return link
end

function Machine:choose(wanted)
  local choice = wanted
  if not is_third(wanted) then
    choice = FOURTH
  end
  if wanted == FIRST then
    choice = FIRST
  elseif wanted == SECOND then
    choice = self.number > 100 and FIRST or FOURTH
  elseif wanted == THIRD then
    choice = SECOND
  elseif wanted == FIFTH then
    choice = THIRD
  end
  return choice
end

function Machine:settle(number)
  local total = number + 10
  while true do
    if self.first_letter == "A" then
      total = total - 1
      return total - self.number % 7
    end
    total = total + 1
  end
end

function Machine:checksum()
  local total = 0
  for i = 0, SIZE do
    for j = 0, SIZE do
      total = (total * 3 + self.rows[i][j]) % 1000003
    end
  end
  for i = 0, SIZE do
    total = (total * 3 + self.row[i]) % 1000003
  end
  return (total * 31 + self.number + self.head.number) % 1000003
end

return function(n)
  local machine = Machine.new()
  local total = 0
  for turn = 0, n - 1 do
    total = (total + machine:cycle(turn)) % 1000003
  end
  return string.format("%d %d", total, machine:checksum())
end
