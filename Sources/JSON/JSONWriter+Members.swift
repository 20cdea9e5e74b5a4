extension JSONWriter {
    /// Writes a member that is a string.
    @inlinable
    public mutating func member(_ key: StaticString, _ value: String) {
        self.key(key)
        string(value)
    }

    /// Writes a member that is a string, or null for nil.
    @inlinable
    public mutating func member(_ key: StaticString, _ value: String?) {
        self.key(key)
        if let value { string(value) } else { null() }
    }

    /// Writes a member that is an integer.
    @inlinable
    public mutating func member(_ key: StaticString, _ value: some BinaryInteger) {
        self.key(key)
        integer(value)
    }

    /// Writes a member that is an integer, or null for nil.
    @inlinable
    public mutating func member(_ key: StaticString, _ value: (some BinaryInteger)?) {
        self.key(key)
        if let value { integer(value) } else { null() }
    }

    /// Writes a member that is a boolean.
    @inlinable
    public mutating func member(_ key: StaticString, _ value: Bool) {
        self.key(key)
        bool(value)
    }

    /// Writes a member that is a boolean, or null for nil.
    @inlinable
    public mutating func member(_ key: StaticString, _ value: Bool?) {
        self.key(key)
        if let value { bool(value) } else { null() }
    }

    /// Writes a member that is a number.
    @inlinable
    public mutating func member(_ key: StaticString, _ value: Double) {
        self.key(key)
        number(value)
    }

    /// Writes a member that is a number, or null for nil.
    @inlinable
    public mutating func member(_ key: StaticString, _ value: Double?) {
        self.key(key)
        if let value { number(value) } else { null() }
    }

    /// Writes a member that is any value. A literal takes one of the other methods.
    @_disfavoredOverload
    public mutating func member(_ key: StaticString, _ value: JSONValue) {
        self.key(key)
        self.value(value)
    }

    /// Writes a member whose value is encoded already.
    @inlinable
    public mutating func rawMember(_ key: StaticString, _ value: some Collection<UInt8>) {
        self.key(key)
        raw(value)
    }
}
