import ArenaCore
import Testing

struct IDGeneratorTests {
    @Test func `an id carries its time, its version and its variant`() {
        var ids = IDGenerator(seed: 3)
        let id: ID<Post> = ids.next(Timestamp(milliseconds: 0x017F_22E2_79B0))
        #expect(id.high >> 16 == 0x017F_22E2_79B0)
        #expect(id.high >> 12 & 0xF == 7)
        #expect(id.low >> 62 == 0b10)
        #expect(id.high & 0xFFF < 2048)
    }

    @Test func `ids rise within a millisecond, also past the counter`() {
        var ids = IDGenerator(seed: 3)
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        var last: ID<Post> = ids.next(now)
        var distinct: Set<ID<Post>> = [last]
        var wrong = 0
        for _ in 0..<20_000 {
            let next: ID<Post> = ids.next(now)
            if next <= last || next.high >> 12 & 0xF != 7 { wrong += 1 }
            distinct.insert(next)
            last = next
        }
        #expect(wrong == 0)
        #expect(distinct.count == 20_001)
    }

    @Test func `ids rise when the clock falls`() {
        var ids = IDGenerator(seed: 9)
        var random = SeededGenerator(seed: 5)
        var last: ID<Post> = ids.next(Timestamp(milliseconds: 1_700_000_000_000))
        var wrong = 0
        for _ in 0..<5000 {
            let now = 1_700_000_000_000 + Int64(random.below(2000)) - 1000
            let next: ID<Post> = ids.next(Timestamp(milliseconds: now))
            if next <= last { wrong += 1 }
            last = next
        }
        #expect(wrong == 0)
    }

    @Test func `what follows a stir depends on its word`() {
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        var ids = IDGenerator(seed: 4)
        var other = ids
        let before: ID<Post> = ids.next(now)
        #expect(other.next(now) == before)
        ids.stir(1)
        other.stir(2)
        let after: ID<Post> = ids.next(now)
        let otherAfter: ID<Post> = other.next(now)
        #expect(after > before && otherAfter > before)
        #expect(after.low != otherAfter.low)
    }

    @Test func `a new generator goes on above what is there`() {
        let floor = Timestamp(milliseconds: 1_700_000_000_000)
        var ids = IDGenerator(seed: 1, floor: floor)
        let id: ID<Post> = ids.next(Timestamp(milliseconds: 5))
        #expect(id.high >> 16 > UInt64(floor.milliseconds))
    }

    @Test func `a random id is version 4 and keeps its other bits`() {
        let id = ID<Post>(random: Array(repeating: 0xFF, count: 16))
        #expect(id.description == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        let zero = ID<Post>(random: Array(repeating: 0, count: 16))
        #expect(zero.description == "00000000-0000-4000-8000-000000000000")
    }
}
