extension JSONShape {
    /// The field whose name is at most two edits from an unknown one, nil where none is.
    func nearestName(to unknown: String) -> String? {
        var nearest: (name: String, distance: Int)?
        for field in fields {
            let most = min(2, field.name.utf8.count - 1, unknown.utf8.count - 1)
            guard let distance = editDistance(field.name, unknown, max: most) else { continue }
            if distance < nearest?.distance ?? .max { nearest = (field.name, distance) }
        }
        return nearest?.name
    }

    /// How many bytes must be inserted, removed, replaced or swapped with their neighbour, the
    /// case of ASCII letters aside; nil where it is more than `max`.
    private func editDistance(_ left: String, _ right: String, max: Int) -> Int? {
        guard abs(left.utf8.count - right.utf8.count) <= max else { return nil }
        let left = left.lowercasedBytes
        let right = right.lowercasedBytes
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var best = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        let distance = last[right.count]
        return distance <= max ? distance : nil
    }
}

extension String {
    fileprivate var lowercasedBytes: [UInt8] {
        utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    }
}
