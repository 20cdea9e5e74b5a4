/// Makes UUIDv7 ids (RFC 9562 §5.7, method 1 of §6.2) that rise even when the clock falls.
///
/// A value owned by whoever gives out ids in order; two generators know nothing of each other.
package struct IDGenerator: Sendable {
    private var milliseconds: Int64
    private var counter: UInt64
    private var noise: UInt64

    /// Goes on above `floor`, the youngest time that earlier ids carry.
    package init(seed: UInt64, floor: Timestamp = Timestamp(milliseconds: 0)) {
        milliseconds = floor.milliseconds
        counter = 0xFFF
        noise = seed
    }

    /// Makes what follows unpredictable from all that came before, where `word` is random.
    package mutating func stir(_ word: UInt64) {
        noise ^= word
    }

    /// The next id at `now`; a clock that stands or falls only moves the counter.
    package mutating func next<Subject>(_ now: Timestamp, for: Subject.Type = Subject.self)
        -> ID<Subject>
    {
        if now.milliseconds > milliseconds {
            milliseconds = now.milliseconds
            counter = random() & 0x7FF
        } else {
            counter += 1
            if counter > 0xFFF {
                milliseconds += 1
                counter = random() & 0x7FF
            }
        }
        let high = UInt64(truncatingIfNeeded: milliseconds) << 16 | 0x7000 | counter
        return ID(high: high, low: random() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    // SplitMix64 can be undone: who has two ids of his own could count those drawn between them,
    // were it not stirred. Ids must be unique, not secret (CONVENTIONS §8); what must be secret,
    // the id of a Chatham House post, comes from the kernel instead.
    private mutating func random() -> UInt64 {
        noise &+= 0x9E37_79B9_7F4A_7C15
        var mixed = noise
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension ID {
    /// Whether it is a UUIDv4, which tells nothing.
    package var isRandom: Bool { high >> 12 & 0xF == 4 }

    /// When it was made, as far as it tells: only UUIDv7 carries a time (RFC 9562 §5.7), in the 48
    /// bits before the version.
    package var time: Timestamp? {
        high >> 12 & 0xF == 7 ? Timestamp(milliseconds: Int64(high >> 16)) : nil
    }

    /// A UUIDv4 (RFC 9562 §5.4) of 16 random bytes: tells nothing of when or by whom.
    package init(random bytes: [UInt8]) {
        precondition(bytes.count >= 16, "a random id takes 16 bytes")
        let high = bytes[0..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = bytes[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        self.init(
            high: high & ~0xF000 | 0x4000,
            low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}
