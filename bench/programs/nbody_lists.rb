# nbody_lists.py in Ruby; bodies are objects.

SOLAR_MASS = 4 * Math::PI * Math::PI
DAYS = 365.24

class Body
  attr_accessor :x, :y, :z, :vx, :vy, :vz
  attr_reader :mass

  def initialize(x, y, z, vx, vy, vz, mass)
    @x, @y, @z = x, y, z
    @vx, @vy, @vz = vx * DAYS, vy * DAYS, vz * DAYS
    @mass = mass * SOLAR_MASS
  end

  def move(dt)
    @x += dt * @vx
    @y += dt * @vy
    @z += dt * @vz
  end

  def kinetic_energy
    0.5 * @mass * (@vx * @vx + @vy * @vy + @vz * @vz)
  end
end

def make_bodies
  [
    Body.new(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    Body.new(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
             1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05,
             9.54791938424326609e-04),
    Body.new(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
             -2.76742510726411899e-03, 4.99852801234917238e-03, 2.30417297573763929e-05,
             2.85885980666130812e-04),
    Body.new(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
             2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05,
             4.36624404335156298e-05),
    Body.new(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
             2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05,
             5.15138902046611451e-05)
  ]
end

def offset_momentum(bodies)
  px = py = pz = 0.0
  bodies.each do |b|
    px += b.vx * b.mass
    py += b.vy * b.mass
    pz += b.vz * b.mass
  end
  sun = bodies[0]
  sun.vx, sun.vy, sun.vz = -px / SOLAR_MASS, -py / SOLAR_MASS, -pz / SOLAR_MASS
end

def advance(pairs, bodies, dt)
  pairs.each do |a, b|
    dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
    square = dx * dx + dy * dy + dz * dz
    magnitude = dt / (square * Math.sqrt(square))
    am, bm = a.mass * magnitude, b.mass * magnitude
    a.vx -= dx * bm
    a.vy -= dy * bm
    a.vz -= dz * bm
    b.vx += dx * am
    b.vy += dy * am
    b.vz += dz * am
  end
  bodies.each { |b| b.move(dt) }
end

def energy(bodies)
  total = 0.0
  bodies.each_with_index do |a, i|
    total += a.kinetic_energy
    bodies[i + 1..].each do |b|
      dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      total -= a.mass * b.mass / Math.sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  total
end

def run(n)
  bodies = make_bodies
  offset_momentum(bodies)
  before = energy(bodies)
  pairs = bodies.combination(2).to_a
  n.times { advance(pairs, bodies, 0.01) }
  format("%.12e %.12e", before, energy(bodies))
end
