"""An incremental constraint solver after the DeltaBlue algorithm of Freeman-Benson, Maloney and Borning
(1990): constraints of many classes with strengths, plans made by propagation, two workloads."""

N = 12
EXPECTED = (2724, 2538247)
SHORT = (4, (908, 842216))

REQUIRED, STRONG, PREFERRED, NORMAL, WEAK, WEAKEST = range(6)  # the lower the stronger
FORWARD, BACKWARD = 1, -1


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walk_strength = WEAKEST
        self.stay = True

    def consumers(self):
        return [c for c in self.constraints if c is not self.determined_by and c.is_satisfied()]


class Constraint:
    is_input = False

    def __init__(self, strength):
        self.strength = strength

    def attach(self, planner):
        for variable in self.variables():
            variable.constraints.append(self)
        self.unsatisfy()
        planner.add(self)

    def detach(self, planner):
        for variable in self.variables():
            variable.constraints.remove(self)
        if self.is_satisfied():
            planner.remove(self)

    def satisfy(self, mark, planner):
        """Takes the output over; answers the constraint that determined it until now."""
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise RuntimeError("a required constraint cannot be satisfied")
            return None
        for variable in self.inputs():
            variable.mark = mark
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.unsatisfy()
        out.determined_by = self
        if not planner.propagate(self, mark):
            raise RuntimeError("a cycle")
        out.mark = mark
        return overridden

    def inputs_known(self, mark):
        for variable in self.inputs():
            if not (variable.mark == mark or variable.stay or variable.determined_by is None):
                return False
        return True

    def inputs(self):
        return ()

    def execute(self):
        pass


class UnaryConstraint(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.out = variable
        self.satisfied = False
        self.attach(planner)

    def variables(self):
        return (self.out,)

    def output(self):
        return self.out

    def is_satisfied(self):
        return self.satisfied

    def unsatisfy(self):
        self.satisfied = False

    def choose_method(self, mark):
        self.satisfied = self.out.mark != mark and self.strength < self.out.walk_strength

    def recalculate(self):
        out = self.out
        out.walk_strength = self.strength
        out.stay = not self.is_input
        if out.stay:
            self.execute()


class Stay(UnaryConstraint):
    pass


class Edit(UnaryConstraint):
    is_input = True


class BinaryConstraint(Constraint):
    def __init__(self, first, second, strength, planner):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = 0
        self.attach(planner)

    def variables(self):
        return (self.first, self.second)

    def is_satisfied(self):
        return self.direction != 0

    def unsatisfy(self):
        self.direction = 0

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def inputs(self):
        return (self.input(),)

    def choose_method(self, mark):
        first, second, strength = self.first, self.second, self.strength
        if first.mark == mark:
            usable = second.mark != mark and strength < second.walk_strength
            self.direction = FORWARD if usable else 0
        elif second.mark == mark:
            self.direction = BACKWARD if strength < first.walk_strength else 0
        elif first.walk_strength > second.walk_strength:
            self.direction = BACKWARD if strength < first.walk_strength else 0
        else:
            self.direction = FORWARD if strength < second.walk_strength else 0

    def recalculate(self):
        source, out = self.input(), self.output()
        out.walk_strength = max(self.strength, source.walk_strength)
        out.stay = source.stay
        if out.stay:
            self.execute()


class Equal(BinaryConstraint):
    def execute(self):
        self.output().value = self.input().value


class Scale(BinaryConstraint):
    """second = first * scale + offset, or the other way round."""

    def __init__(self, source, scale, offset, target, strength, planner):
        self.scale = scale
        self.offset = offset
        super().__init__(source, target, strength, planner)

    def variables(self):
        return (self.first, self.second, self.scale, self.offset)

    def inputs(self):
        return (self.input(), self.scale, self.offset)

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value

    def recalculate(self):
        source, out = self.input(), self.output()
        out.walk_strength = max(self.strength, source.walk_strength)
        out.stay = source.stay and self.scale.stay and self.offset.stay
        if out.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.last_mark = 0

    def new_mark(self):
        self.last_mark += 1
        return self.last_mark

    def add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def remove(self, constraint):
        out = constraint.output()
        constraint.unsatisfy()
        unsatisfied = self.remove_downstream(out)
        for strength in range(REQUIRED, WEAKEST + 1):
            for other in unsatisfied:
                if other.strength == strength:
                    self.add(other)

    def remove_downstream(self, out):
        out.determined_by = None
        out.walk_strength = WEAKEST
        out.stay = True
        unsatisfied = []
        todo = [out]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            for constraint in variable.consumers():
                constraint.recalculate()
                todo.append(constraint.output())
        return unsatisfied

    def propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            current = todo.pop()
            if current.output().mark == mark:
                constraint.detach(self)
                return False
            current.recalculate()
            todo.extend(current.output().consumers())
        return True

    def plan(self, sources):
        mark = self.new_mark()
        plan = []
        todo = list(sources)
        while todo:
            constraint = todo.pop()
            out = constraint.output()
            if out.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                out.mark = mark
                todo.extend(out.consumers())
        return plan

    def plan_from(self, constraints):
        return self.plan([c for c in constraints if c.is_input and c.is_satisfied()])


def change(variable, values, planner):
    edit = Edit(variable, STRONG, planner)
    plan = planner.plan_from([edit])
    for value in values:
        variable.value = value
        for constraint in plan:
            constraint.execute()
    edit.detach(planner)


def chain(length):
    """A long chain of equalities, stays at its end, an edit at its beginning."""
    planner = Planner()
    variables = [Variable(f"v{i}") for i in range(length + 1)]
    for left, right in zip(variables, variables[1:]):
        Equal(left, right, REQUIRED, planner)
    Stay(variables[-1], PREFERRED, planner)
    total = 0
    change(variables[0], range(60), planner)
    for value in range(0, 40, 4):
        change(variables[0], (value, value + 1), planner)
        total += variables[-1].value
    return total + variables[length // 2].value


def projection(count):
    """Two sets of variables, one a linear image of the other: changed from both sides."""
    planner = Planner()
    scale, offset = Variable("scale", 10), Variable("offset", 1000)
    sources, targets = [], []
    for i in range(count):
        source, target = Variable(f"s{i}", i), Variable(f"t{i}", i)
        sources.append(source)
        targets.append(target)
        Stay(source, NORMAL, planner)
        Scale(source, scale, offset, target, REQUIRED, planner)
    total = 0
    change(sources[count // 2], range(17), planner)
    total += targets[count // 2].value
    change(targets[count // 3], range(1050, 1100, 10), planner)
    total += sources[count // 3].value
    change(scale, (5, 6, 7), planner)
    total += sum(t.value for t in targets[:-1])
    change(offset, (2000, 2010), planner)
    return total + sum(t.value for t in targets)


def run(n):
    chains = projections = 0
    for i in range(n):
        chains += chain(150 + i % 3)
        projections += projection(60 + i % 5)
    return chains, projections


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
