// The suite of the example, as its users run it.
import "../../../examples/tested-ivr/calls.spec";
