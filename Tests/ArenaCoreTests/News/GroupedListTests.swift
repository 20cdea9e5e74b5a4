import Testing

@testable import ArenaCore

struct GroupedListTests {
    @Test func `what is added and removed in any order is as in an array`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20 {
            var list = GroupedList<Int>()
            var array: [Int] = []
            var copies: [(GroupedList<Int>, [Int])] = []
            for step in 0..<3000 {
                if random.below(8) == 0, !array.isEmpty {
                    let count = random.below(min(array.count, random.below(2) == 0 ? 5 : 200) + 1)
                    list.removeFirst(count)
                    array.removeFirst(count)
                } else {
                    list.append(step)
                    array.append(step)
                }
                if step % 500 == 0 { copies.append((list, array)) }
                #expect(list.count == array.count && list.last == array.last)
            }
            copies.append((list, array))
            #expect(copies.allSatisfy { $0.elementsEqual($1) })
        }
    }

    @Test func `all can go, and others come`() {
        var list = GroupedList<Int>()
        for count in [1, 63, 64, 65, 128, 4096, 5000] {
            for number in 0..<count { list.append(number) }
            #expect(list.elementsEqual(0..<count))
            list.removeFirst(count)
            #expect(list.isEmpty)
        }
    }
}
