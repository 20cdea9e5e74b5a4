/// Above this many names an object's are hashed.
private let linearNamesMax = 16

extension JSONCursor {
    /// Enters an object.
    public mutating func beginObject() throws(JSONSyntaxError) {
        try begin(UInt8(ascii: "{"), isObject: true)
    }

    /// Enters an array.
    public mutating func beginArray() throws(JSONSyntaxError) {
        try begin(UInt8(ascii: "["), isObject: false)
    }

    /// The next member's name, whose value must be read or skipped next; nil at the end of the
    /// object, which is then left. Refuses a name that has occurred before.
    public mutating func nextKey() throws(JSONSyntaxError) -> JSONText? {
        guard try next(UInt8(ascii: "}"), isObject: true) else { return nil }
        skipWhitespace()
        let start = position
        let key = try readText()
        try remember(key, at: start)
        guard take(UInt8(ascii: ":")) else { throw unexpected() }
        return key
    }

    /// Whether there is a next element, which must be read or skipped next; false at the end of
    /// the array, which is then left.
    public mutating func nextElement() throws(JSONSyntaxError) -> Bool {
        guard try next(UInt8(ascii: "]"), isObject: false) else { return false }
        enter()
        return true
    }

    private mutating func begin(_ opening: UInt8, isObject: Bool) throws(JSONSyntaxError) {
        guard take(opening) else { throw unexpected() }
        guard frames.count < depthMax else { throw fault(.tooDeep, at: position - 1) }
        if frames.isEmpty {
            // As much as most texts need, so that it does not grow step by step.
            frames.reserveCapacity(8)
            names.reserveCapacity(16)
        }
        frames.append(Frame(isObject: isObject, firstName: names.count))
    }

    /// Takes what separates members or elements; at the end leaves the container.
    private mutating func next(_ closing: UInt8, isObject: Bool) throws(JSONSyntaxError) -> Bool {
        guard let frame = frames.last, frame.isObject == isObject else { throw unexpected() }
        frames[frames.count - 1].isInside = false
        if take(closing) {
            leave(frame)
            return false
        }
        if frame.count > 0 {
            guard take(UInt8(ascii: ",")) else { throw unexpected() }
        } else if position >= bytes.count {
            throw unexpected()
        }
        return true
    }

    private mutating func enter() {
        frames[frames.count - 1].count += 1
        frames[frames.count - 1].isInside = true
    }

    private mutating func leave(_ frame: Frame) {
        if frame.isObject {
            names.removeLast(names.count - frame.firstName)
            if frame.count > linearNamesMax { manyNames[frames.count] = nil }
        }
        frames.removeLast()
    }

    private mutating func remember(_ key: JSONText, at start: Int) throws(JSONSyntaxError) {
        guard let frame = frames.last else { throw unexpected() }
        let isKnown =
            frame.count < linearNamesMax
            ? names[frame.firstName...].contains { $0.isSame(as: key) }
            : !isFirst(key, of: frame)
        names.append(key)
        enter()
        if isKnown { throw fault(.duplicateKey(key.string), at: start) }
    }

    /// Whether the name is new among many.
    private mutating func isFirst(_ key: JSONText, of frame: Frame) -> Bool {
        if frame.count == linearNamesMax {
            manyNames[frames.count] = Set(names[frame.firstName...].map { JSONKey($0.string) })
        }
        return manyNames[frames.count, default: []].insert(JSONKey(key.string)).inserted
    }
}
