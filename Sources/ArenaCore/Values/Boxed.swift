/// Keeps a large part of a value by reference, so that a copy of the whole, of which a request
/// makes several, counts up one reference and not one a field: all loops share those.
@propertyWrapper
package struct Boxed<Value: Sendable>: Sendable {
    @usableFromInline var box: Box<Value>

    package init(wrappedValue: Value) {
        box = Box(wrappedValue)
    }

    @inlinable package var wrappedValue: Value {
        // Lent, not copied: that would count up every field.
        _read { yield box.value }
        set { box = Box(newValue) }
    }
}

extension Boxed: Equatable where Value: Equatable {
    package static func == (left: Boxed, right: Boxed) -> Bool {
        left.box === right.box || left.wrappedValue == right.wrappedValue
    }
}
