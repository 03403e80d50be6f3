"""A Bayesian filter: messages are cut into tokens, counted, and scored by combining the most telling tokens' odds by
Fisher's method."""

import math
import re
from functools import lru_cache

N = 2500
EXPECTED = (445, 2054, 1286627)
SHORT = (200, (40, 159, 104570))

TOKEN = re.compile(r"[a-z$!']{3,}")
UNKNOWN_STRENGTH = 0.45
UNKNOWN_PROBABILITY = 0.5
MOST = 150
LEAST_DISTANCE = 0.1

GOOD_WORDS = ("meeting report python list thanks attached tomorrow compile patch review draft friday "
              "lunch question answer project schedule version release notes").split()
BAD_WORDS = ("free money winner!! offer click now$$ limited guaranteed credit pills casino viagra "
             "million dollars urgent transfer account bonus cheap act").split()
SHARED_WORDS = "the and you this that with from have will your more about time please here there".split()


class Random:
    def __init__(self, seed):
        self.seed = seed

    def below(self, limit):
        self.seed = (self.seed * 3877 + 29573) % 139968
        return self.seed * limit // 139968


def make_message(source, spam):
    words = []
    own, others = (BAD_WORDS, GOOD_WORDS) if spam else (GOOD_WORDS, BAD_WORDS)
    for _ in range(60 + source.below(60)):
        kind = source.below(10)
        pool = SHARED_WORDS if kind < 5 else own if kind < 9 else others
        words.append(pool[source.below(len(pool))])
    return "Subject: %s %s\n\n%s\n" % (words[0], words[1], " ".join(words))


@lru_cache(maxsize=None)
def make_mail(n):
    source = Random(7)
    return [(make_message(source, k % 2 == 0), k % 2 == 0) for k in range(n)]


class WordInfo:
    __slots__ = ("spam", "ham")

    def __init__(self):
        self.spam = 0
        self.ham = 0


class Classifier:
    def __init__(self):
        self.words = {}
        self.spams = 0
        self.hams = 0

    def learn(self, tokens, spam):
        if spam:
            self.spams += 1
        else:
            self.hams += 1
        for token in set(tokens):
            info = self.words.get(token)
            if info is None:
                info = self.words[token] = WordInfo()
            if spam:
                info.spam += 1
            else:
                info.ham += 1

    def probability(self, info):
        spam_ratio = info.spam / (self.spams or 1)
        ham_ratio = info.ham / (self.hams or 1)
        share = spam_ratio / (spam_ratio + ham_ratio)
        count = info.spam + info.ham
        return (UNKNOWN_STRENGTH * UNKNOWN_PROBABILITY + count * share) / (UNKNOWN_STRENGTH + count)

    def clues(self, tokens):
        found = []
        for token in set(tokens):
            info = self.words.get(token)
            if info is None:
                continue
            probability = self.probability(info)
            distance = abs(probability - 0.5)
            if distance >= LEAST_DISTANCE:
                found.append((distance, token, probability))
        found.sort()
        return found[-MOST:]

    def score(self, tokens):
        """0.0 for certainly wanted, 1.0 for certainly not."""
        spam_log = ham_log = 0.0
        clues = self.clues(tokens)
        if not clues:
            return 0.5
        for _, _, probability in clues:
            spam_log += math.log(1.0 - probability)
            ham_log += math.log(probability)
        spam = 1.0 - chi_squared(-2.0 * spam_log, 2 * len(clues))
        ham = 1.0 - chi_squared(-2.0 * ham_log, 2 * len(clues))
        return (spam - ham + 1.0) / 2.0


def chi_squared(x, degrees):
    """The probability of a larger value, for an even number of degrees of freedom."""
    half = x / 2.0
    total = term = math.exp(-half)
    for i in range(1, degrees // 2):
        term *= half / i
        total += term
    return min(total, 1.0)


def tokenize(message):
    header, _, body = message.partition("\n\n")
    for word in TOKEN.findall(header.lower()):
        yield "subject:" + word
    for word in TOKEN.findall(body.lower()):
        yield word


def run(n):
    mail = make_mail(n)
    classifier = Classifier()
    right = undecided = 0
    total = 0.0
    for at, (message, spam) in enumerate(mail):
        tokens = list(tokenize(message))
        score = classifier.score(tokens)
        total += score
        if 0.2 < score < 0.8:
            undecided += 1
        elif (score > 0.5) == spam:
            right += 1
        if at % 3 != 2:
            classifier.learn(tokens, spam)
    return right, undecided, round(total * 1000)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
