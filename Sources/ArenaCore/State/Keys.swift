/// Where something stands in a list by time; the id decides between equals.
package struct TimeKey<Subject>: Comparable, Sendable {
    package let time: Timestamp
    package let id: ID<Subject>

    package init(time: Timestamp, id: ID<Subject>) {
        self.time = time
        self.id = id
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.time == right.time ? left.id < right.id : left.time < right.time
    }
}

extension TimeKey {
    /// Below the keys of everything.
    static var first: Self { first(at: Timestamp(milliseconds: .min)) }

    /// Above the keys of everything.
    static var last: Self { last(at: Timestamp(milliseconds: .max)) }

    /// Below the keys of all else at that time.
    static func first(at time: Timestamp) -> Self { Self(time: time, id: ID(high: 0, low: 0)) }

    /// Above the keys of all else at that time.
    static func last(at time: Timestamp) -> Self { Self(time: time, id: ID(high: .max, low: .max)) }
}

/// Where something stands in a list by name, in Norwegian order.
package struct NameKey<Subject>: Comparable, Sendable {
    package let name: [UInt8]
    package let id: ID<Subject>

    package init(name: [UInt8], id: ID<Subject>) {
        self.name = name
        self.id = id
    }

    package static func < (left: Self, right: Self) -> Bool {
        if left.name == right.name { return left.id < right.id }
        return left.name.lexicographicallyPrecedes(right.name)
    }
}

/// Holds a value by reference, so that a table's shard copies words and not whole records.
package final class Box<Value: Sendable>: Sendable {
    package let value: Value

    @inlinable package init(_ value: consuming Value) {
        self.value = value
    }
}

extension Box: Equatable where Value: Equatable {
    package static func == (left: Box, right: Box) -> Bool {
        left === right || left.value == right.value
    }
}
