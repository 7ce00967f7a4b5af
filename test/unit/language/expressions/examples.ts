/** Expressions and their results, by function or operator. Results are written as in Architect. */
export const EXAMPLES: Readonly<Record<string, readonly (readonly [expression: string, result: string])[]>> =
  {
    "+": [
      ["40 + 2", "42"],
      ["0.1 + 0.2", "0.3"],
      ["1 + 0.50", "1.50"],
      ['"Sales" + " desk"', '"Sales desk"'],
      ['MakeCurrency(1.25, "EUR") + MakeCurrency(2.50, "EUR")', "3.75|EUR"],
      ["MakeDateTime(2024, 2, 28) + MakeDuration(1, 12, 0, 0)", "2024-02-29T12:00:00.000Z"],
      ["MakeDuration(0, 1, 0, 0) + MakeDateTime(2024, 12, 31, 23, 30, 0)", "2025-01-01T00:30:00.000Z"],
      ["MakeDuration(0, 0, 45, 0) + MakeDuration(0, 0, 30, 0)", "PT1H15M"],
      ['ToAudioTTS("Welcome.") + Prompt.Opening', "Welcome. Prompt.Opening"],
    ],
    "-": [
      ["2 - 44", "-42"],
      ["1.0 - 0.9", "0.1"],
      ["MakeDateTime(2024, 3, 1) - MakeDuration(1, 0, 0, 0)", "2024-02-29T00:00:00.000Z"],
      ["MakeDuration(0, 1, 0, 0) - MakeDuration(0, 2, 0, 0)", "-PT1H"],
      ['MakeCurrency(5, "USD") - MakeCurrency(7.5, "USD")', "-2.5|USD"],
    ],
    "*": [
      ["6 * 7", "42"],
      ["0.1 * 3", "0.3"],
      ['3 * MakeCurrency(1.10, "USD")', "3.30|USD"],
      ['MakeCurrency(2.00, "USD") * 0.5', "1.000|USD"],
    ],
    "/": [
      ["10 / 4", "2.5"],
      ["9 / 3", "3.0"],
      ["-1 / 8", "-0.125"],
      ['MakeCurrency(10.00, "USD") / 4', "2.5|USD"],
    ],
    "%": [
      ["17 % 5", "2"],
      ["-17 % 5", "-2"],
      ["5.5 % 2", "1.5"],
      ['MakeCurrency(7.50, "USD") % 2', "1.50|USD"],
    ],
    "^": [
      ["3 ^ 2", "9.0"],
      ["1.5 ^ 2", "2.25"],
      ["10 ^ -2", "0.01"],
      ["4 ^ 0.5", "2.0"],
    ],
    "&": [
      ["12 & 10", "8"],
      ["-1 & 255", "255"],
    ],
    "|": [
      ["12 | 3", "15"],
      ["4294967296 | 1", "4294967297"],
    ],
    "unary ~": [
      ["~0", "-1"],
      ["~-7", "6"],
    ],
    "unary -": [
      ["-(4 - 9)", "5"],
      ["-(1.50)", "-1.50"],
      ["-MakeDuration(0, 0, 1, 0)", "-PT1M"],
      ['-MakeCurrency(2.5, "EUR")', "-2.5|EUR"],
    ],
    "unary !": [
      ["!false", "true"],
      ["!(2 > 1)", "false"],
    ],
    and: [
      ["true and true", "true"],
      ["false AND (1 / 0 > 1)", "false"],
    ],
    or: [
      ["false or true", "true"],
      ["true Or (1 / 0 > 1)", "true"],
    ],
    "==": [
      ["2 == 2.00", "true"],
      ['"a" == "A"', "false"],
      ["ToInt(NOT_SET) == NOT_SET", "true"],
      ['ToString(NOT_SET) == ""', "false"],
      ["MakeList(1, 2) == MakeList(1.0, 2.0)", "true"],
      ["MakeList(1, 2) == MakeList(2, 1)", "false"],
      ['MakeCurrency(1.0, "USD") == MakeCurrency(1.00, "USD")', "true"],
      ['ToPhoneNumber("tel:+4930123456") == ToPhoneNumber("+49 30 123456")', "true"],
    ],
    "!=": [
      ["2 != 3", "true"],
      ["true != NOT_SET", "true"],
      ['MakeCurrency(1, "USD") != MakeCurrency(1, "EUR")', "true"],
    ],
    "<": [
      ["1 < 1.5", "true"],
      ['"apple" < "Banana"', "true"],
      ["MakeDuration(0, 0, 0, 59) < MakeDuration(0, 0, 1, 0)", "true"],
    ],
    "<=": [
      ["2 <= 2", "true"],
      ["MakeDateTime(2024, 1, 1) <= MakeDateTime(2023, 1, 1)", "false"],
    ],
    ">": [
      ["2.5 > 3", "false"],
      ['ToCurrency("2|EUR") > ToCurrency("1.99|EUR")', "true"],
    ],
    ">=": [
      ["3 >= 3.0", "true"],
      ['"b" >= "c"', "false"],
    ],
    "?:": [
      ['2 > 1 ? "more" : "less"', '"more"'],
      ["false ? 1 : true ? 2 : 3", "2"],
      ['ToBool(NOT_SET) ? "yes" : "no"', '"no"'],
    ],
    Append: [
      ['Append("a", "b", "c")', '"abc"'],
      ['Append(NOT_SET, "only")', '"only"'],
      ['Append(ToAudioTTS("One"), ToAudioBlank(50), ToAudioTTS("two"))', "One two"],
    ],
    Left: [
      ['Left("queue", 3)', '"que"'],
      ['Left("ab", 9)', '"ab"'],
    ],
    Right: [
      ['Right("queue", 2)', '"ue"'],
      ['Right("ab", 9)', '"ab"'],
    ],
    Substring: [
      ['Substring("operator", 2, 4)', '"erat"'],
      ['Substring("abc", 5, 1)', '""'],
    ],
    Length: [
      ['Length("caf\u00e9")', "4"],
      ['Length("")', "0"],
    ],
    Lower: [
      ['Lower("ABC d")', '"abc d"'],
      ['Lower("\u00c9")', '"\u00e9"'],
    ],
    Upper: [
      ['Upper("abc D")', '"ABC D"'],
      ['Upper("\u00e9")', '"\u00c9"'],
    ],
    Trim: [
      ['Trim("  a b ")', '"a b"'],
      ['Trim("\\n")', '""'],
    ],
    LTrim: [
      ['LTrim("  a ")', '"a "'],
      ['LTrim("a ")', '"a "'],
    ],
    RTrim: [
      ['RTrim(" a  ")', '" a"'],
      ['RTrim("  ")', '""'],
    ],
    Reverse: [
      ['Reverse("abc")', '"cba"'],
      ['Reverse("")', '""'],
    ],
    Replace: [
      ['Replace("a-b-c", "-", "")', '"abc"'],
      ['Replace("aaa", "aa", "b")', '"ba"'],
      ['Replace("abc", "b", NOT_SET)', '"ac"'],
    ],
    Contains: [
      ['Contains("support line", "line")', "true"],
      ['Contains("support line", "LINE")', "false"],
      ['Contains("support line", "LINE", true)', "true"],
    ],
    FindString: [
      ['FindString("banana", "na")', "2"],
      ['FindString("banana", "na", 2)', "4"],
      ['FindString("banana", "NA", true)', "2"],
      ['FindString("banana", "NA", 2, true)', "4"],
      ['FindString("banana", "na", 3)', "-1"],
    ],
    Compare: [
      ['Compare("a", "b")', "-1"],
      ['Compare("same", "SAME", true)', "0"],
      ['Compare("x", NOT_SET)', "1"],
      ["Compare(NOT_SET, NOT_SET)", "0"],
    ],
    Split: [
      ['Split("a,b,,c", ",")', '["a", "b", "", "c"]'],
      ['Split("alone", ";")', '["alone"]'],
    ],
    DetectLanguage: [
      ['DetectLanguage("Please tell me what you need, and who you are.", "xx")', '"en"'],
      ['DetectLanguage("Bonjour, je voudrais parler avec un conseiller.", "xx")', '"fr"'],
      ['DetectLanguage("", "xx")', '"xx"'],
    ],
    Ceiling: [
      ["Ceiling(1.01)", "2.0"],
      ["Ceiling(-1.99)", "-1.0"],
      ["Ceiling(4)", "4"],
      ['Ceiling(MakeCurrency(1.2, "USD"))', "2.0|USD"],
    ],
    Floor: [
      ["Floor(1.99)", "1.0"],
      ["Floor(-1.01)", "-2.0"],
      ["Floor(4)", "4"],
    ],
    Round: [
      ["Round(2.5)", "3.0"],
      ["Round(-2.5)", "-3.0"],
      ["Round(1.005, 2)", "1.01"],
      ["Round(1.5, 3)", "1.5"],
      ['Round(MakeCurrency(9.995, "USD"), 2)', "10.00|USD"],
    ],
    Sum: [
      ["Sum(1, 2, NOT_SET, 4)", "7"],
      ["Sum(1.5, 2.25)", "3.75"],
      ["Sum(MakeList(1, 2, 3))", "6"],
      ["Sum(MakeList(MakeDuration(0, 0, 1, 0), MakeDuration(0, 0, 2, 0)))", "PT3M"],
      ['Sum(MakeCurrency(1.00, "USD"), MakeCurrency(0.50, "USD"))', "1.50|USD"],
    ],
    Average: [
      ["Average(1, 2)", "1.5"],
      ["Average(MakeList(2.0, NOT_SET, 4.0))", "3.0"],
      ["Average(MakeDuration(0, 0, 1, 0), MakeDuration(0, 0, 2, 0))", "PT1M30S"],
      ['Average(MakeCurrency(1, "USD"), MakeCurrency(2, "USD"))', "1.5|USD"],
    ],
    Random: [
      ["Random() < 1", "true"],
      ["Random()", "0.5"],
    ],
    RandomInt: [
      ["RandomInt(1, 6)", "4"],
      ["RandomInt(3, 3)", "3"],
    ],
    If: [
      ['If(1 > 2, "a", "b")', '"b"'],
      ["If(true, MakeList(1), MakeList(2))", "[1]"],
      ["If(true, 1, ToInt(1 / 0))", "1"],
    ],
    IsSet: [
      ["IsSet(0)", "true"],
      ["IsSet(NOT_SET)", "false"],
      ["IsSet(ToDateTime(NOT_SET))", "false"],
    ],
    IsNotSetOrEmpty: [
      ['IsNotSetOrEmpty("")', "true"],
      ['IsNotSetOrEmpty(" ")', "false"],
      ["IsNotSetOrEmpty(MakeEmptyList(0))", "true"],
      ["IsNotSetOrEmpty(MakeList(0))", "false"],
    ],
    AreEqual: [
      ["AreEqual(1, 1, 1)", "true"],
      ['AreEqual(true, "a", "A")', "true"],
      ['AreEqual(false, "a", "A")', "false"],
      ['AreEqual(true, MakeList("x"), MakeList("X"))', "true"],
      ["AreEqual(MakeList(1, 2), MakeList(1))", "false"],
    ],
    MakeList: [
      ["MakeList(3, 1, 2)", "[3, 1, 2]"],
      ["MakeList(1, 2.5)", "[1.0, 2.5]"],
      ['MakeList("a", NOT_SET)', '["a", NOT_SET]'],
    ],
    MakeEmptyList: [
      ['MakeEmptyList("")', "[]"],
      ["Count(MakeEmptyList(ToInt(NOT_SET)))", "0"],
    ],
    Count: [
      ["Count(MakeList(1, NOT_SET))", "2"],
      ['Count(Split("a b c", " "))', "3"],
    ],
    GetAt: [
      ["GetAt(MakeList(7, 8, 9), 2)", "9"],
      ['GetAt(Split("a,b", ","), 1)', '"b"'],
      ["MakeList(7, 8, 9)[0]", "7"],
    ],
    Find: [
      ["Find(MakeList(1, 2, 1), 1)", "[0, 2]"],
      ['Find(MakeList("a"), "b")', "[]"],
    ],
    FindFirst: [
      ['FindFirst(MakeList("a", "b"), "b")', "1"],
      ["FindFirst(MakeList(1, 2), 3)", "-1"],
    ],
    AddItem: [
      ['AddItem(MakeList("a"), "b")', '["a", "b"]'],
      ['AddItem(MakeEmptyList(""), "first")', '["first"]'],
    ],
    AddItemAt: [
      ["AddItemAt(MakeList(1, 3), 1, 2)", "[1, 2, 3]"],
      ["AddItemAt(MakeList(1), 9, 2)", "[1, 2]"],
    ],
    RemoveDups: [
      ["RemoveDups(MakeList(1, 2, 1))", "[1, 2]"],
      ['RemoveDups(MakeList("a", "A", "b"), true)', '["a", "b"]'],
    ],
    RemoveItem: [
      ["RemoveItem(MakeList(1, 2, 1), 1)", "[2]"],
      ['RemoveItem(MakeList("A", "b"), "a", true)', '["b"]'],
    ],
    RemoveItemAt: [
      ["RemoveItemAt(MakeList(1, 2, 3), 1)", "[1, 3]"],
      ['RemoveItemAt(MakeList("a"), 0)', "[]"],
    ],
    ReplaceItem: [
      ["ReplaceItem(MakeList(1, 2, 1), 1, 5)", "[5, 2, 5]"],
      ['ReplaceItem(MakeList("A", "b"), "a", "c", true)', '["c", "b"]'],
    ],
    ReplaceItemAt: [
      ["ReplaceItemAt(MakeList(1, 2), 0, 9)", "[9, 2]"],
      ['ReplaceItemAt(MakeList("a"), 0, NOT_SET)', "[NOT_SET]"],
    ],
    ReplaceItemFirst: [
      ["ReplaceItemFirst(MakeList(1, 2, 1), 1, 5)", "[5, 2, 1]"],
      ['ReplaceItemFirst(MakeList("B", "b"), "b", "c", true)', '["c", "b"]'],
    ],
    GetCurrentDateTimeUtc: [
      ["GetCurrentDateTimeUtc()", "2026-05-04T12:30:15.250Z"],
      ["Minute(GetCurrentDateTimeUtc())", "30"],
    ],
    MakeDateTime: [
      ["MakeDateTime(2025, 12, 24, 18, 30, 0)", "2025-12-24T18:30:00.000Z"],
      ["MakeDateTime(2025, 07, 04)", "2025-07-04T00:00:00.000Z"],
    ],
    Year: [
      ["Year(MakeDateTime(1999, 12, 31))", "1999"],
      ["Year(GetCurrentDateTimeUtc())", "2026"],
    ],
    Month: [
      ["Month(MakeDateTime(1999, 12, 31))", "12"],
      ["Month(MakeDateTime(1999, 1, 31))", "1"],
    ],
    Day: [
      ["Day(MakeDateTime(1999, 12, 31))", "31"],
      ["Day(AddDays(MakeDateTime(1999, 12, 31), 1))", "1"],
    ],
    Hour: [
      ["Hour(MakeDateTime(2025, 1, 1, 23, 0, 0))", "23"],
      ['Hour(ToDateTime("2025-01-01T23:00:00-02:00"))', "1"],
    ],
    Minute: [
      ["Minute(MakeDateTime(2025, 1, 1, 0, 59, 0))", "59"],
      ["Minute(MakeDateTime(2025, 1, 1))", "0"],
    ],
    Second: [
      ["Second(MakeDateTime(2025, 1, 1, 0, 0, 7))", "7"],
      ["Second(GetCurrentDateTimeUtc())", "15"],
    ],
    DayOfWeek: [
      ["DayOfWeek(MakeDateTime(2026, 5, 3))", "1"],
      ["DayOfWeek(MakeDateTime(2026, 5, 9))", "7"],
    ],
    WeekNum: [
      ["WeekNum(MakeDateTime(2026, 1, 1))", "1"],
      ["WeekNum(MakeDateTime(2026, 12, 31))", "53"],
    ],
    GetDayOfWeekOccurrence: [
      ["GetDayOfWeekOccurrence(1, 2, 2026, 3)", "2026-03-08T00:00:00.000Z"],
      ["GetDayOfWeekOccurrence(1, 1, 2026, 11, 6, 0, 0)", "2026-11-01T06:00:00.000Z"],
      ["GetDayOfWeekOccurrence(2, 1, 2026)", "2026-01-05T00:00:00.000Z"],
      ["GetDayOfWeekOccurrence(2, 2, 2026, 9, 30, 0)", "2026-01-12T09:30:00.000Z"],
    ],
    DateTimeDiff: [
      ["DateTimeDiff(MakeDateTime(2025, 1, 3), MakeDateTime(2025, 1, 1))", "P2D"],
      ["DateTimeDiff(MakeDateTime(2025, 1, 1), MakeDateTime(2025, 1, 1, 0, 0, 5))", "-PT5S"],
    ],
    AddDuration: [
      ["AddDuration(MakeDateTime(2025, 1, 1), MakeDuration(0, 0, 0, 1, 500))", "2025-01-01T00:00:01.500Z"],
      ["AddDuration(MakeDateTime(2025, 1, 1), MakeDuration(-1, 0, 0, 0))", "2024-12-31T00:00:00.000Z"],
    ],
    AddYears: [
      ["AddYears(MakeDateTime(2024, 2, 29), 1)", "2025-02-28T00:00:00.000Z"],
      ["AddYears(MakeDateTime(2024, 2, 29), -4)", "2020-02-29T00:00:00.000Z"],
    ],
    AddMonths: [
      ["AddMonths(MakeDateTime(2025, 1, 31), 1)", "2025-02-28T00:00:00.000Z"],
      ["AddMonths(MakeDateTime(2025, 1, 15), -2)", "2024-11-15T00:00:00.000Z"],
    ],
    AddDays: [
      ["AddDays(MakeDateTime(2024, 2, 28), 2)", "2024-03-01T00:00:00.000Z"],
      ["AddDays(MakeDateTime(2024, 1, 1), -1)", "2023-12-31T00:00:00.000Z"],
    ],
    AddHours: [
      ["AddHours(MakeDateTime(2024, 1, 1), 25)", "2024-01-02T01:00:00.000Z"],
      ["AddHours(MakeDateTime(2024, 1, 1), -3)", "2023-12-31T21:00:00.000Z"],
    ],
    AddMinutes: [
      ["AddMinutes(MakeDateTime(2024, 1, 1), 90)", "2024-01-01T01:30:00.000Z"],
      ["AddMinutes(MakeDateTime(2024, 1, 1), -300)", "2023-12-31T19:00:00.000Z"],
    ],
    AddSeconds: [
      ["AddSeconds(MakeDateTime(2024, 1, 1), 61)", "2024-01-01T00:01:01.000Z"],
      ["AddSeconds(MakeDateTime(2024, 1, 1), -1)", "2023-12-31T23:59:59.000Z"],
    ],
    MakeDuration: [
      ["MakeDuration(1, 2, 3, 4)", "P1DT2H3M4S"],
      ["MakeDuration(0, 0, 0, 90, 5)", "PT1M30.005S"],
      ["MakeDuration(0, 1, -90, 0)", "-PT30M"],
      ["MakeDuration(0, 0, 0, 0)", "PT0S"],
    ],
    RoundUp: [
      ["RoundUp(MakeDuration(0, 0, 1, 1))", "PT2M"],
      ["RoundUp(MakeDuration(0, 0, 11, 0), MakeDuration(0, 0, 5, 0))", "PT15M"],
      [
        'RoundUp(ToDuration("PT50S"), ToDuration("PT5M"), MakeList(ToDuration("PT1M"), ToDuration("PT2M")))',
        "PT1M",
      ],
    ],
    Range: [
      ["Range(MakeDuration(0, 0, 7, 0), MakeDuration(0, 0, 5, 0))", "[PT5M, PT10M]"],
      ["Range(MakeDuration(0, 0, 0, 20), MakeDuration(0, 0, 1, 0))", "[PT0S, PT1M]"],
    ],
    MakeCurrency: [
      ['MakeCurrency(12.50, "EUR")', "12.50|EUR"],
      ['MakeCurrency(3, "USD")', "3.0|USD"],
      ['MakeCurrency(NOT_SET, "USD")', "|USD"],
      ['MakeCurrency(7, "eur")["code"]', '"EUR"'],
      ['MakeCurrency(7.10, "EUR").amount', "7.10"],
    ],
    MakeListCurrency: [
      ['MakeListCurrency(MakeList(1.0, 2.5), "EUR")', "[1.0|EUR, 2.5|EUR]"],
      ['MakeListCurrency(MakeList(1.0, 2.0), MakeList("EUR", "USD"))', "[1.0|EUR, 2.0|USD]"],
    ],
    GetCurrencySymbol: [
      ['GetCurrencySymbol("GBP")', '"\u00a3"'],
      ['GetCurrencySymbol(MakeCurrency(1, "JPY"))', '"\u00a5"'],
      ["GetCurrencySymbol(ToCurrency(NOT_SET))", "NOT_SET"],
    ],
    ConvertCurrency: [
      ['ConvertCurrency(MakeCurrency(10.00, "USD"), "EUR", 1.25)', "8.0|EUR"],
      ['ConvertCurrency(MakeCurrency(10.00, "USD"), "EUR")', "10.00|EUR"],
    ],
    ToBool: [
      ['ToBool("t")', "true"],
      ['ToBool("FALSE")', "false"],
      ["ToBool(0.5)", "true"],
      ["ToBool(NOT_SET)", "NOT_SET"],
    ],
    ToInt: [
      ["ToInt(2.99)", "2"],
      ["ToInt(-2.99)", "-2"],
      ['ToInt("12")', "12"],
      ["ToInt(MakeDuration(0, 0, 0, 2))", "2000"],
    ],
    ToDecimal: [
      ["ToDecimal(3)", "3.0"],
      ['ToDecimal("3.10")', "3.10"],
      ['ToDecimal(MakeCurrency(9.99, "USD"))', "9.99"],
      ["ToDecimal(false)", "0.0"],
    ],
    ToCurrency: [
      ['ToCurrency("10.25|EUR")', "10.25|EUR"],
      ["ToCurrency(2.5).amount", "2.5"],
    ],
    ToDateTime: [
      ['ToDateTime("2025-06-01T10:00:00Z")', "2025-06-01T10:00:00.000Z"],
      ['ToDateTime("2025-06-01T10:00:00.5+02:00")', "2025-06-01T08:00:00.500Z"],
      ['ToDateTime("2025-06-01")', "2025-06-01T00:00:00.000Z"],
      ["ToDateTime(NOT_SET)", "NOT_SET"],
    ],
    ToDuration: [
      ['ToDuration("PT90S")', "PT1M30S"],
      ['ToDuration("P1W")', "P7D"],
      ['ToDuration("-P1DT1H")', "-P1DT1H"],
      ["ToDuration(1500)", "PT1.5S"],
    ],
    ToPhoneNumber: [
      ['ToPhoneNumber("+1 (317) 555-0100").e164', '"+13175550100"'],
      ['ToPhoneNumber("tel:+493012345").dialingCode', '"49"'],
      ['ToPhoneNumber("+35312345").subscriberNumber', '"12345"'],
      ['ToPhoneNumber("5550100").e164', "NOT_SET"],
      ['ToPhoneNumber("sip:amy@example.com").isSip', "true"],
      ['ToPhoneNumber("sips:amy@EXAMPLE.com")', "sips:amy@example.com"],
    ],
    ToString: [
      ["ToString(2.50)", '"2.50"'],
      ["ToString(2.345, 2)", '"2.35"'],
      ["ToString(MakeList(1, NOT_SET, 3))", '"1\\n\\n3"'],
      ['ToString(MakeList(1, 2), ", ")', '"1, 2"'],
      ['ToString(MakeCurrency(1.5, "USD"), 2)', '"1.50|USD"'],
      ['ToString(MakeList(1.5, 2.25), ";", 1)', '"1.5;2.3"'],
      ["ToString(MakeDateTime(2025, 1, 2))", '"2025-01-02T00:00:00.000Z"'],
      ["ToString(MakeList(MakeDateTime(2025, 1, 2)))", '"2025-01-02T00:00:00Z"'],
      ["ToString(NOT_SET)", "NOT_SET"],
    ],
    ToDisplayString: [
      ["ToDisplayString(1234567)", '"1,234,567"'],
      ["ToDisplayString(0.125, 2)", '"0.13"'],
      ['ToDisplayString(MakeCurrency(1234.5, "USD"))', '"$1,234.50"'],
      ['ToDisplayString(MakeCurrency(1234.5, "USD"), 0)', '"$1,235"'],
      ["ToDisplayString(MakeDateTime(2025, 3, 9, 0, 5, 0))", '"March 9, 2025 at 12:05 AM"'],
      ["ToDisplayString(MakeDuration(0, 1, 1, 0))", '"1 hour, 1 minute"'],
      ['ToDisplayString(MakeList(1000, 2), " / ")', '"1,000 / 2"'],
      ['ToDisplayString(ToQueue("Sales"))', '"Sales"'],
    ],
    ToUser: [
      ['ToUser("amy@example.com").name', '"amy@example.com"'],
      ["ToUser(NOT_SET)", "NOT_SET"],
    ],
    ToQueue: [
      ['ToString(ToQueue("Sales"))', '"Sales"'],
      ['ToQueue("Sales") == ToQueue("sales")', "true"],
    ],
    ToGroup: [
      ['ToString(ToGroup("Staff"))', '"Staff"'],
      ["IsSet(ToGroup(NOT_SET))", "false"],
    ],
    ToSkill: [
      ['ToString(ToSkill("Billing"))', '"Billing"'],
      ['ToSkill("Billing") == ToSkill("Returns")', "false"],
    ],
    ToLanguageSkill: [
      ['ToString(ToLanguageSkill("French"))', '"French"'],
      ["ToLanguageSkill(NOT_SET)", "NOT_SET"],
    ],
    ToWrapupCode: [
      ['ToString(ToWrapupCode("Sold"))', '"Sold"'],
      ["ToWrapupCode(NOT_SET)", "NOT_SET"],
    ],
    ToScheduleGroup: [
      ['ToString(ToScheduleGroup("Shop hours"))', '"Shop hours"'],
      ["ToScheduleGroup(NOT_SET)", "NOT_SET"],
    ],
    FindUser: [
      ['FindUser("amy@example.com").name', '"amy@example.com"'],
      ["FindUser(NOT_SET)", "NOT_SET"],
    ],
    FindUserById: [
      ['FindUserById("u1").id', '"u1"'],
      ["FindUserById(NOT_SET)", "NOT_SET"],
    ],
    FindUsersById: [
      ['Count(FindUsersById(MakeList("u1", "u2")))', "2"],
      ['FindUsersById(MakeList("u1", "u2"))[1].id', '"u2"'],
    ],
    FindQueue: [
      ['FindQueue("Sales").name', '"Sales"'],
      ["FindQueue(NOT_SET)", "NOT_SET"],
    ],
    FindQueueById: [
      ['FindQueueById("q1").id', '"q1"'],
      ["FindQueueById(NOT_SET)", "NOT_SET"],
    ],
    FindSkill: [
      ['FindSkill("Billing").name', '"Billing"'],
      ["FindSkill(NOT_SET)", "NOT_SET"],
    ],
    FindLanguageSkill: [
      ['FindLanguageSkill("French").name', '"French"'],
      ["FindLanguageSkill(NOT_SET)", "NOT_SET"],
    ],
    FindUserPrompt: [
      ['FindUserPrompt("Opening").name', '"Prompt.Opening"'],
      ["FindUserPrompt(NOT_SET)", "NOT_SET"],
    ],
    FindSystemPrompt: [
      ['FindSystemPrompt("processing").name', '"PromptSystem.processing"'],
      ["FindSystemPrompt(NOT_SET)", "NOT_SET"],
    ],
    ToPrompt: [
      ["ToPrompt(Prompt.Opening)", "Prompt.Opening"],
      ["ToPrompt(NOT_SET)", "NOT_SET"],
    ],
    GetPromptText: [
      ["GetPromptText(Flow.Opening)", '"Hello."'],
      ["GetPromptText(NOT_SET)", "NOT_SET"],
    ],
    GetPromptTextToSpeech: [
      ["GetPromptTextToSpeech(Flow.Opening)", '"Hello there."'],
      ["GetPromptTextToSpeech(NOT_SET)", "NOT_SET"],
    ],
    GetPromptDuration: [
      ["GetPromptDuration(Flow.Opening)", "PT1.5S"],
      ["GetPromptDuration(NOT_SET)", "NOT_SET"],
    ],
    MakeAgentScorePair: [
      ['MakeAgentScorePair(ToUser("amy@example.com"), 80)', "amy@example.com: 80"],
      ['MakeAgentScorePair(ToUser("amy@example.com"), 80).score', "80"],
    ],
    MakeListAgentScorePair: [
      ['MakeListAgentScorePair(MakeList("u1", "u2"), MakeList(50, 90))[1].score', "90"],
      ['Count(MakeListAgentScorePair(MakeList(ToUser("a"), ToUser("b")), MakeList(1, 2)))', "2"],
    ],
    MakeEmailAddress: [
      ['MakeEmailAddress("amy@example.com").id', '"amy@example.com"'],
      ['MakeEmailAddress("amy@example.com", "Amy").name', '"Amy"'],
    ],
    EmailAddressLocalPart: [
      ['EmailAddressLocalPart("amy.lee@example.com")', '"amy.lee"'],
      ['EmailAddressLocalPart(MakeEmailAddress("amy@example.com"))', '"amy"'],
    ],
    EmailAddressDomainPart: [
      ['EmailAddressDomainPart("amy.lee@example.com")', '"example.com"'],
      ["EmailAddressDomainPart(ToString(NOT_SET))", "NOT_SET"],
    ],
    ToAudioTTS: [
      ['ToAudioTTS("Hello.")', "Hello."],
      ['ToAudioTTS("Hola.", "es-us")', "Hola."],
    ],
    ToAudioBlank: [
      ["ToAudioBlank(100)", ""],
      ['ToAudioBlank(100) + ToAudioTTS("Hi")', "Hi"],
    ],
    ToAudio: [
      ["ToAudio(Prompt.Opening)", "Prompt.Opening"],
      ["ToAudio(PromptSystem.processing)", "PromptSystem.processing"],
    ],
    AudioPlaybackOptions: [
      ['AudioPlaybackOptions(ToAudioTTS("Hi"), true)', "Hi"],
      ["AudioPlaybackOptions(Prompt.Opening, false, true)", "Prompt.Opening"],
    ],
    ToAudioBool: [
      ["ToAudioBool(true)", "true"],
      ["ToAudioBool(NOT_SET)", ""],
    ],
    ToAudioDuration: [
      ["ToAudioDuration(MakeDuration(0, 0, 5, 0))", "PT5M"],
      ["ToAudioDuration(NOT_SET)", ""],
    ],
    ToAudioPhoneNumber: [
      ['ToAudioPhoneNumber("5550100")', "5550100"],
      ['ToAudioPhoneNumber(ToPhoneNumber("+13175550100"))', "tel:+13175550100"],
    ],
    ToAudioCurrency: [
      ['ToAudioCurrency(MakeCurrency(1.50, "USD"))', "1.50|USD"],
      ['ToAudioCurrency(MakeCurrency(1.50, "USD"), 2)', "1.50|USD"],
    ],
    ToAudioPercent: [
      ["ToAudioPercent(12)", "12"],
      ["ToAudioPercent(12.5, 1)", "12.5"],
    ],
    ToAudioDate: [
      ["ToAudioDate(MakeDateTime(2025, 1, 2))", "2025-01-02T00:00:00.000Z"],
      ["ToAudioDate(NOT_SET)", ""],
    ],
    ToAudioTime: [
      ["ToAudioTime(MakeDateTime(2025, 1, 2))", "2025-01-02T00:00:00.000Z"],
      ["ToAudioTime(NOT_SET)", ""],
    ],
    ToAudioDateTime: [
      ["ToAudioDateTime(MakeDateTime(2025, 1, 2))", "2025-01-02T00:00:00.000Z"],
      ["ToAudioDateTime(NOT_SET)", ""],
    ],
    ToAudioNumber: [
      ["ToAudioNumber(7)", "7"],
      ["ToAudioNumber(7.25, 1)", "7.25"],
    ],
    ToAudioNumberOrdinal: [
      ["ToAudioNumberOrdinal(3)", "3"],
      ["ToAudioNumberOrdinal(NOT_SET)", ""],
    ],
    ToAudioTimeRange: [
      ["ToAudioTimeRange(5, 10, NOT_SET)", "5 - 10"],
      ["ToAudioTimeRange(0, 1, NOT_SET)", "0 - 1"],
    ],
    ToCommunication: [
      ['ToCommunication("What can I do?")', "What can I do?"],
      ["ToCommunication(NOT_SET)", ""],
    ],
    ToCommunicationSsml: [
      ['ToCommunicationSsml("<speak>Hi</speak>")', "<speak>Hi</speak>"],
      ["ToCommunicationSsml(NOT_SET)", ""],
    ],
    MakeCommunication: [
      ['MakeCommunication("Your order ", 12)', "Your order 12"],
      ['MakeCommunication("One.")', "One."],
    ],
    GetDefaultLanguage: [
      ["GetDefaultLanguage()", '"en-us"'],
      ["Length(GetDefaultLanguage())", "5"],
    ],
    GetSupportedLanguages: [
      ["GetSupportedLanguages()", '["en-us"]'],
      ["Count(GetSupportedLanguages())", "1"],
    ],
    JsonParse: [
      ['JsonParse("[1, {\\"a\\": true}]")[1].a', "true"],
      ["JsonParse(NOT_SET)", "NOT_SET"],
      ['ToString(JsonParse("{\\"a\\":1}"))', '"{\\"a\\":1}"'],
    ],
    ToJson: [
      ["ToJson(MakeList(1, NOT_SET))", "[1,null]"],
      ['ToJson("a")', '"a"'],
    ],
    ToJsonCollection: [
      ["Count(ToJsonCollection(MakeList(1, 2)))", "2"],
      ['ToJsonCollection(JsonParse("[1,2]"))[1]', "2"],
    ],
    GetJsonObjectProperty: [
      ['ToString(GetJsonObjectProperty(Flow.Customer, "name"))', '"Ann"'],
      ['IsSet(GetJsonObjectProperty(Flow.Customer, "Name"))', "false"],
      ["ToInt(Flow.Customer.visits) + 1", "4"],
    ],
  };
