/// The name that was probably meant.
enum NearestName {
    /// The first of `names` with the fewest edits from `text`, at most a third of its length and
    /// 3; nil where none is that near.
    static func of(_ text: String, in names: some Sequence<String>) -> String? {
        let text = Array(text.utf8.prefix(64)).map(lowercased)
        var nearest: (name: String, distance: Int)?
        for name in names {
            let distance = editDistance(text, name.utf8.map(lowercased))
            let most = min(3, max(1, min(text.count, name.utf8.count) / 3))
            if distance <= most, distance < nearest?.distance ?? .max {
                nearest = (name, distance)
            }
        }
        return nearest?.name
    }

    /// A clause for a message: `; did you mean X?`, or nothing.
    static func clause(_ text: String, in names: some Sequence<String>) -> String {
        of(text, in: names).map { "; did you mean \($0)?" } ?? ""
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }

    /// How many bytes must be inserted, removed, replaced or swapped with their neighbour.
    private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let cost = left[row] == right[column] ? 0 : 1
                var best = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + cost)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
