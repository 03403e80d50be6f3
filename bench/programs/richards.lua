-- richards.py in Lua: classes are metatables.

local IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = 1, 2, 3, 4, 5, 6
local KIND_DEVICE, KIND_WORK = 1000, 1001
local BUFFER = 4

local function xor(a, b)
  local result, bit = 0, 1
  while a > 0 or b > 0 do
    if a % 2 ~= b % 2 then
      result = result + bit
    end
    a, b, bit = math.floor(a / 2), math.floor(b / 2), bit * 2
  end
  return result
end

local function class(base)
  local made = setmetatable({}, { __index = base })
  made.__index = made
  return made
end

local Packet = class()

function Packet.new(link, ident, kind)
  return setmetatable({ link = link, ident = ident, kind = kind, datum = 0, data = { 0, 0, 0, 0 } }, Packet)
end

function Packet:append_to(queue)
  self.link = nil
  if not queue then
    return self
  end
  local last = queue
  while last.link do
    last = last.link
  end
  last.link = self
  return queue
end

local Task = class()

local function make_task(kind, scheduler, ident, priority, queue)
  local task = setmetatable({ scheduler = scheduler, ident = ident, priority = priority, queue = queue,
                              packet_pending = queue ~= nil, waiting = queue ~= nil, holding = false,
                              link = scheduler.tasks }, kind)
  scheduler.tasks = task
  scheduler.table[ident] = task
  return task
end

function Task:is_blocked()
  return self.holding or (not self.packet_pending and self.waiting)
end

function Task:add_packet(packet, sender)
  if not self.queue then
    self.queue = packet
    self.packet_pending = true
    if self.priority > sender.priority then
      return self
    end
  else
    packet:append_to(self.queue)
  end
  return sender
end

function Task:run_once()
  local packet = nil
  if self.waiting and self.packet_pending then
    packet = self.queue
    self.queue = packet.link
    self.waiting = false
    self.packet_pending = self.queue ~= nil
  end
  return self:step(packet)
end

function Task:wait()
  self.waiting = true
  return self
end

function Task:hold()
  self.scheduler.holds = self.scheduler.holds + 1
  self.holding = true
  return self.link
end

function Task:release(ident)
  local other = self.scheduler.table[ident]
  other.holding = false
  if other.priority > self.priority then
    return other
  end
  return self
end

function Task:send(packet)
  local target = self.scheduler.table[packet.ident]
  self.scheduler.queued = self.scheduler.queued + 1
  packet.link = nil
  packet.ident = self.ident
  return target:add_packet(packet, self)
end

local IdleTask = class(Task)

function IdleTask:step()
  self.rounds = self.rounds - 1
  if self.rounds == 0 then
    return self:hold()
  end
  if self.control % 2 == 0 then
    self.control = self.control / 2
    return self:release(DEVICE_A)
  end
  self.control = xor((self.control - 1) / 2, 0xD008)
  return self:release(DEVICE_B)
end

local WorkerTask = class(Task)

function WorkerTask:step(packet)
  if not packet then
    return self:wait()
  end
  self.destination = self.destination == HANDLER_A and HANDLER_B or HANDLER_A
  packet.ident = self.destination
  packet.datum = 0
  for i = 1, BUFFER do
    self.count = self.count + 1
    if self.count > 26 then
      self.count = 1
    end
    packet.data[i] = 64 + self.count
  end
  return self:send(packet)
end

local HandlerTask = class(Task)

function HandlerTask:step(packet)
  if packet then
    if packet.kind == KIND_WORK then
      self.work = packet:append_to(self.work)
    else
      self.devices = packet:append_to(self.devices)
    end
  end
  local work = self.work
  if work then
    local count = work.datum
    if count >= BUFFER then
      self.work = work.link
      return self:send(work)
    end
    local device = self.devices
    if device then
      self.devices = device.link
      device.datum = work.data[count + 1]
      work.datum = count + 1
      return self:send(device)
    end
  end
  return self:wait()
end

local DeviceTask = class(Task)

function DeviceTask:step(packet)
  if packet then
    self.pending = packet
    return self:hold()
  end
  local pending = self.pending
  if not pending then
    return self:wait()
  end
  self.pending = nil
  return self:send(pending)
end

local function schedule(scheduler)
  local task = scheduler.tasks
  while task do
    if task:is_blocked() then
      task = task.link
    else
      task = task:run_once()
    end
  end
end

local function simulate(rounds)
  local scheduler = { table = {}, queued = 0, holds = 0 }
  local idle = make_task(IdleTask, scheduler, IDLE, 0, nil)
  idle.control, idle.rounds = 1, rounds
  local queue = Packet.new(Packet.new(nil, 0, KIND_WORK), 0, KIND_WORK)
  local worker = make_task(WorkerTask, scheduler, WORKER, 1000, queue)
  worker.destination, worker.count = HANDLER_A, 0
  for _, pair in ipairs({ { HANDLER_A, DEVICE_A }, { HANDLER_B, DEVICE_B } }) do
    queue = nil
    for _ = 1, 3 do
      queue = Packet.new(queue, pair[2], KIND_DEVICE)
    end
    make_task(HandlerTask, scheduler, pair[1], pair[1] * 1000, queue)
  end
  for _, ident in ipairs({ DEVICE_A, DEVICE_B }) do
    make_task(DeviceTask, scheduler, ident, ident * 1000, nil).waiting = true
  end
  schedule(scheduler)
  return scheduler.queued, scheduler.holds
end

return function(n)
  local queued, holds = 0, 0
  for _ = 1, n do
    local more_queued, more_holds = simulate(10000)
    queued, holds = queued + more_queued, holds + more_holds
  end
  return string.format("%d %d", queued, holds)
end
