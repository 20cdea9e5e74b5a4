/// Whether something is put into the indexes or taken out of them.
enum IndexStep: Sendable {
    case insert, remove

    var sign: Int32 { self == .insert ? 1 : -1 }
}

extension OrderedIndex {
    mutating func change(_ step: IndexStep, _ key: Key) {
        switch step {
        case .insert: insert(key)
        case .remove: remove(key)
        }
    }
}
