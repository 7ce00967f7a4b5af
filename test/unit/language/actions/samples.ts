import { flow } from "#language/builders";
import type { DocumentKind } from "#language/kinds";
import type { Entry, FlowDocument } from "#language/model";
import type { VariableType } from "#language/validation/variableTypes";

/** The id of the module that samples call. */
export const MODULE_ID = "6f1c2f6e-5d7b-4a55-9c0d-5b1d3a7c9e10";
export const MODULE_NAME = "Ask for postcode";

/** One action with all its settings: the builder's entry and the expected Architect YAML. */
export interface Sample {
  entry: Entry;
  /** The same entry as a plain object. */
  plain: object;
  yaml: string;
  kind?: DocumentKind;
}

/** Samples by builder name. */
export const samples: Record<string, Sample[]> = {
  collectInput: [
    {
      entry: flow.collectInput(
        {
          inputType: "DTMF",
          minDigits: 2,
          maxDigits: 9,
          timeout: 8000,
          interDigitTimeout: 2500,
          audio: flow.tts("Your number?"),
          variable: "Flow.OrderNo",
          terminator: "#",
          includeTerminator: true,
          acceptJustStar: true,
          acceptJustPound: flow.exp('Flow.OrderNo == ""'),
          verification: "individualDigits",
        },
        { success: "a", failure: "b" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "collectInput",
          actionType: "collectInput",
          parameters: {
            inputType: "DTMF",
            minDigits: 2,
            maxDigits: 9,
            timeout: 8000,
            interDigitTimeout: 2500,
            audio: { tts: "Your number?" },
            variable: "Flow.OrderNo",
            terminator: "#",
            includeTerminator: true,
            acceptJustStar: true,
            acceptJustPound: { exp: 'Flow.OrderNo == ""' },
            verification: "individualDigits",
          },
        },
        nexts: { success: "a", failure: "b" },
      },
      yaml: `
        collectInput:
          name: start
          inputData: { var: Flow.OrderNo }
          digits: { range: { terminatingDtmf: "digit_#", includeTerminatingDtmfInResultData: true, min: 2, max: 9 } }
          interDigitTimeout: { lit: { ms: 2500 } }
          noEntryTimeout: { lit: { seconds: 8 } }
          inputAudio: { tts: Your number? }
          acceptJustStar: { lit: true }
          acceptJustPound: { exp: 'Flow.OrderNo == ""' }
          verificationType: individualDigits
          outputs:
            success: { actions: [{ disconnect: { name: a } }] }`,
    },
    {
      kind: "module",
      entry: flow.collectInput(),
      plain: { entryType: "action", action: { action: "collectInput", actionType: "collectInput" } },
      yaml: `
        collectInput:
          name: start
          inputData: { var: Common.Input }
          digits: { exact: 1 }
          interDigitTimeout: { noValue: true }
          noEntryTimeout: { noValue: true }
          inputAudio: { exp: "AudioPlaybackOptions(ToAudioBlank(100), true)" }
          acceptJustStar: { lit: false }
          acceptJustPound: { lit: false }
          verificationType: none`,
    },
  ],
  invokeSubFlow: [
    {
      entry: flow.invokeSubFlow(
        {
          module: {
            id: MODULE_ID,
            interface: {
              inputs: { "Common.greeting": "string", "Common.tries": "integer" },
              outputs: { "Common.postcode": "string" },
            },
          },
          inputs: { greeting: "Hello", "Common.tries": 3 },
          outputs: { postcode: "Flow.Postcode" },
          timeout: 30000,
          moduleVersion: 4,
        },
        { default: "a" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "invokeSubFlow",
          actionType: "invokeSubFlow",
          parameters: {
            moduleId: MODULE_ID,
            inputs: { greeting: "Hello", "Common.tries": 3 },
            outputs: { postcode: "Flow.Postcode" },
            timeout: 30000,
            moduleVersion: 4,
            interface: {
              inputs: { "Common.greeting": "string", "Common.tries": "integer" },
              outputs: { "Common.postcode": "string" },
            },
          },
        },
        nexts: { default: "a" },
      },
      yaml: `
        callCommonModule:
          name: start
          commonModule:
            Ask for postcode:
              ver_latestPublished:
                inputs:
                  Common.greeting: { lit: Hello }
                  Common.tries: { lit: 3 }
                outputs:
                  Common.postcode: { var: Flow.Postcode }`,
    },
    {
      entry: flow.invokeSubFlow({ moduleName: "Other: module" }),
      plain: {
        entryType: "action",
        action: {
          action: "invokeSubFlow",
          actionType: "invokeSubFlow",
          parameters: { moduleName: "Other: module" },
        },
      },
      yaml: `
        callCommonModule:
          name: start
          commonModule: { "Other: module": { ver_latestPublished: { none: true } } }`,
    },
  ],
  playAudio: [
    {
      entry: flow.playAudio({ audio: flow.prompt("Welcome") }, { default: "a" }),
      plain: {
        entryType: "action",
        action: {
          action: "playAudio",
          actionType: "playAudio",
          parameters: { audio: { prompt: "Prompt.Welcome" } },
        },
        nexts: { default: "a" },
      },
      yaml: `
        playAudio:
          name: start
          audio: { prompt: Prompt.Welcome }`,
    },
  ],
  disconnect: [
    {
      entry: flow.disconnect(),
      plain: { entryType: "action", action: { action: "disconnect", actionType: "disconnect" } },
      yaml: "disconnect: { name: start }",
    },
  ],
  end: [
    {
      entry: flow.end(),
      plain: { entryType: "action", action: { action: "end", actionType: "end" } },
      yaml: "disconnect: { name: start }",
    },
    {
      kind: "module",
      entry: flow.end(),
      plain: { entryType: "action", action: { action: "end", actionType: "end" } },
      yaml: "endTask: { name: start }",
    },
  ],
  transferToAcd: [
    {
      entry: flow.transferToAcd(
        {
          queue: "Sales",
          inQueueFlow: "Music",
          skills: ["Toys", flow.exp("Flow.Skill")],
          appendSkills: false,
          preTransferAudio: "One moment.",
          failureTransferAudio: flow.prompt("Sorry"),
          priority: 5,
          preferredAgents: flow.exp("Flow.Agents"),
          languageSkill: "English",
          directAgent: flow.exp("Flow.Agent"),
          errorType: "Flow.ErrorType",
          errorMessage: "Flow.ErrorMessage",
        },
        { failure: "a" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "transferToAcd",
          actionType: "transferToAcd",
          parameters: {
            queue: "Sales",
            inQueueFlow: "Music",
            skills: ["Toys", { exp: "Flow.Skill" }],
            appendSkills: false,
            preTransferAudio: "One moment.",
            failureTransferAudio: { prompt: "Prompt.Sorry" },
            priority: 5,
            preferredAgents: { exp: "Flow.Agents" },
            languageSkill: "English",
            directAgent: { exp: "Flow.Agent" },
            errorType: "Flow.ErrorType",
            errorMessage: "Flow.ErrorMessage",
          },
        },
        nexts: { failure: "a" },
      },
      yaml: `
        transferToAcd:
          name: start
          targetQueue: { lit: { name: Sales } }
          overrideInQueueFlow: { name: Music }
          acdSkills:
            - acdSkill: { lit: { name: Toys } }
            - acdSkill: { exp: Flow.Skill }
          appendSkills: { lit: false }
          preTransferAudio: { tts: One moment. }
          failureTransferAudio: { prompt: Prompt.Sorry }
          priority: { lit: 5 }
          preferredAgents: { exp: Flow.Agents }
          languageSkill: { lit: { name: English } }
          directAgent: { exp: Flow.Agent }
          failureOutputs:
            errorType: { var: Flow.ErrorType }
            errorMessage: { var: Flow.ErrorMessage }
          outputs:
            failure: { actions: [{ disconnect: { name: a } }] }`,
    },
    {
      entry: flow.transferToAcd({ queue: flow.exp("Flow.Queue") }),
      plain: {
        entryType: "action",
        action: {
          action: "transferToAcd",
          actionType: "transferToAcd",
          parameters: { queue: { exp: "Flow.Queue" } },
        },
      },
      yaml: `
        transferToAcd:
          name: start
          targetQueue: { exp: Flow.Queue }
          priority: { lit: 0 }
          preferredAgents: { noValue: true }
          languageSkill: { noValue: true }
          directAgent: { noValue: true }
          failureOutputs:
            errorType: { noValue: true }
            errorMessage: { noValue: true }`,
    },
  ],
  updateData: [
    {
      entry: flow.updateData(
        {
          statements: [
            { variable: "Flow.Digit", value: "1" },
            { variable: "Flow.Tries", value: flow.exp("Flow.Tries + 1"), type: "integer" },
            { variable: "Flow.Ok", value: true },
            { variable: "Flow.Pause", value: 90000, type: "duration" },
          ],
        },
        { default: "a" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "updateData",
          actionType: "updateData",
          parameters: {
            statements: [
              { variable: "Flow.Digit", value: "1" },
              { variable: "Flow.Tries", value: { exp: "Flow.Tries + 1" }, type: "integer" },
              { variable: "Flow.Ok", value: true },
              { variable: "Flow.Pause", value: 90000, type: "duration" },
            ],
          },
        },
        nexts: { default: "a" },
      },
      yaml: `
        updateData:
          name: start
          statements:
            - string: { variable: Flow.Digit, value: { lit: "1" } }
            - integer: { variable: Flow.Tries, value: { exp: Flow.Tries + 1 } }
            - boolean: { variable: Flow.Ok, value: { lit: true } }
            - duration: { variable: Flow.Pause, value: { lit: { seconds: 90 } } }`,
    },
  ],
  callData: [
    {
      entry: flow.callData(
        {
          integration: "Web Services Data Actions",
          dataAction: "Get Order",
          inputs: { orderNo: flow.exp("Flow.OrderNo"), limit: 5 },
          outputs: { status: "Flow.Status" },
          failureOutputs: { errorCode: "Flow.Error" },
          timeout: 5000,
          processingAudio: flow.prompt("PromptSystem.processing"),
        },
        { success: "a", failure: "b", timeout: "b" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "callData",
          actionType: "callData",
          parameters: {
            integration: "Web Services Data Actions",
            dataAction: "Get Order",
            inputs: { orderNo: { exp: "Flow.OrderNo" }, limit: 5 },
            outputs: { status: "Flow.Status" },
            failureOutputs: { errorCode: "Flow.Error" },
            timeout: 5000,
            processingAudio: { prompt: "PromptSystem.processing" },
          },
        },
        nexts: { success: "a", failure: "b", timeout: "b" },
      },
      yaml: `
        callData:
          name: start
          processingPrompt: { lit: { name: PromptSystem.processing } }
          timeout: { lit: { seconds: 5 } }
          category:
            Web Services Data Actions:
              dataAction:
                Get Order:
                  inputs:
                    limit: { lit: 5 }
                    orderNo: { exp: Flow.OrderNo }
                  successOutputs:
                    status: { var: Flow.Status }
                  failureOutputs:
                    errorCode: { var: Flow.Error }
          outputs:
            success: { actions: [{ disconnect: { name: a } }] }`,
    },
  ],
  decision: [
    {
      entry: flow.decision({ condition: flow.exp("Flow.IsOpen == true") }, { yes: "a", no: "b" }),
      plain: {
        entryType: "action",
        action: {
          action: "decision",
          actionType: "decision",
          parameters: { condition: { exp: "Flow.IsOpen == true" } },
        },
        nexts: { yes: "a", no: "b" },
      },
      yaml: `
        decision:
          name: start
          condition: { exp: Flow.IsOpen == true }
          outputs:
            "yes": { actions: [{ disconnect: { name: a } }] }
            "no": { actions: [{ disconnect: { name: b } }] }`,
    },
  ],
  switch: [
    {
      entry: flow.switch(
        { value: flow.exp("Flow.Digit"), cases: { support: "2", sales: "1" } },
        { sales: "a", support: "b" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "switch",
          actionType: "switch",
          parameters: { value: { exp: "Flow.Digit" }, cases: { support: "2", sales: "1" } },
        },
        nexts: { sales: "a", support: "b" },
      },
      yaml: `
        switch:
          name: start
          evaluate:
            firstMatch:
              string:
                value: { exp: Flow.Digit }
                cases:
                  - case: { value: { lit: "1" }, actions: [{ disconnect: { name: a } }] }
                  - case: { value: { lit: "2" }, actions: [{ disconnect: { name: b } }] }`,
    },
    {
      entry: flow.switch(
        {
          cases: [
            { path: "vip", when: flow.exp("Flow.Level > 3") },
            { path: "known", when: flow.exp("Flow.Level > 0") },
          ],
        },
        { vip: "a", default: "b" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "switch",
          actionType: "switch",
          parameters: {
            cases: [
              { path: "vip", when: { exp: "Flow.Level > 3" } },
              { path: "known", when: { exp: "Flow.Level > 0" } },
            ],
          },
        },
        nexts: { vip: "a", default: "b" },
      },
      yaml: `
        switch:
          name: start
          evaluate:
            firstTrue:
              cases:
                - case: { value: { exp: Flow.Level > 3 }, actions: [{ disconnect: { name: a } }] }
                - case: { value: { exp: Flow.Level > 0 } }`,
    },
  ],
  dataTableLookup: [
    {
      entry: flow.dataTableLookup(
        {
          table: "Shops",
          lookupValue: flow.exp("Flow.Digit"),
          outputs: { queueName: "Flow.QueueName" },
          failureOutputs: { errorType: "Flow.ErrorType" },
        },
        { found: "a", notFound: "b", failure: "b" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "dataTableLookup",
          actionType: "dataTableLookup",
          parameters: {
            table: "Shops",
            lookupValue: { exp: "Flow.Digit" },
            outputs: { queueName: "Flow.QueueName" },
            failureOutputs: { errorType: "Flow.ErrorType" },
          },
        },
        nexts: { found: "a", notFound: "b", failure: "b" },
      },
      yaml: `
        dataTableLookup:
          name: start
          lookupValue: { exp: Flow.Digit }
          dataTable:
            Shops:
              foundOutputs:
                queueName: { var: Flow.QueueName }
              failureOutputs:
                errorType: { var: Flow.ErrorType }
          outputs:
            found: { actions: [{ disconnect: { name: a } }] }`,
    },
  ],
  setParticipantData: [
    {
      entry: flow.setParticipantData(
        { attributes: { orderNo: flow.exp("Flow.OrderNo"), channel: "voice" } },
        { default: "a" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "setParticipantData",
          actionType: "setParticipantData",
          parameters: { attributes: { orderNo: { exp: "Flow.OrderNo" }, channel: "voice" } },
        },
        nexts: { default: "a" },
      },
      yaml: `
        setParticipantData:
          name: start
          attributes:
            - attribute: { name: { lit: channel }, value: { lit: voice } }
            - attribute: { name: { lit: orderNo }, value: { exp: Flow.OrderNo } }`,
    },
    {
      entry: flow.setParticipantData({ attributes: [{ name: flow.exp("Flow.Key"), value: "1" }] }),
      plain: {
        entryType: "action",
        action: {
          action: "setParticipantData",
          actionType: "setParticipantData",
          parameters: { attributes: [{ name: { exp: "Flow.Key" }, value: "1" }] },
        },
      },
      yaml: `
        setParticipantData:
          name: start
          attributes:
            - attribute: { name: { exp: Flow.Key }, value: { lit: "1" } }`,
    },
  ],
  getParticipantData: [
    {
      entry: flow.getParticipantData({ attributes: { orderNo: "Flow.OrderNo" } }, { default: "a" }),
      plain: {
        entryType: "action",
        action: {
          action: "getParticipantData",
          actionType: "getParticipantData",
          parameters: { attributes: { orderNo: "Flow.OrderNo" } },
        },
        nexts: { default: "a" },
      },
      yaml: `
        getParticipantData:
          name: start
          attributes:
            - attribute: { name: { lit: orderNo }, variable: Flow.OrderNo }`,
    },
  ],
  findQueue: [
    {
      entry: flow.findQueue(
        { name: flow.exp("Flow.QueueName"), variable: "Flow.Queue" },
        { found: "a", notFound: "b" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "findQueue",
          actionType: "findQueue",
          parameters: { name: { exp: "Flow.QueueName" }, variable: "Flow.Queue" },
        },
        nexts: { found: "a", notFound: "b" },
      },
      yaml: `
        findQueue:
          name: start
          findName: { exp: Flow.QueueName }
          findResult: { var: Flow.Queue }
          outputs:
            found: { actions: [{ disconnect: { name: a } }] }`,
    },
  ],
  evaluateScheduleGroup: [
    {
      entry: flow.evaluateScheduleGroup(
        {
          scheduleGroup: "Shop hours",
          emergencyGroup: "Storm",
          inServiceSchedules: flow.exp("Flow.Schedules"),
        },
        { open: "a", closed: "b", holiday: "b", emergency: "b" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "evaluateScheduleGroup",
          actionType: "evaluateScheduleGroup",
          parameters: {
            scheduleGroup: "Shop hours",
            emergencyGroup: "Storm",
            inServiceSchedules: { exp: "Flow.Schedules" },
          },
        },
        nexts: { open: "a", closed: "b", holiday: "b", emergency: "b" },
      },
      yaml: `
        evaluateScheduleGroup:
          name: start
          inServiceSchedules: { exp: Flow.Schedules }
          evaluate: { now: true }
          scheduleGroup: { lit: { name: Shop hours } }
          emergencyGroup: { lit: { name: Storm } }
          outputs:
            open: { actions: [{ disconnect: { name: a } }] }`,
    },
  ],
  evaluateSchedule: [
    {
      entry: flow.evaluateSchedule(
        { schedule: "Lunch", scheduleTimeZone: "Europe/Berlin", evaluationTimeZone: "Europe/Berlin" },
        { active: "a", inactive: "b" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "evaluateSchedule",
          actionType: "evaluateSchedule",
          parameters: {
            schedule: "Lunch",
            scheduleTimeZone: "Europe/Berlin",
            evaluationTimeZone: "Europe/Berlin",
          },
        },
        nexts: { active: "a", inactive: "b" },
      },
      yaml: `
        evaluateSchedule:
          name: start
          evaluationType:
            schedule:
              selectedSchedule: { lit: { name: Lunch } }
              evaluationTimeZone: Europe/Berlin
              scheduleTimeZone: { lit: Europe/Berlin }
              evaluate: { now: true }
          outputs:
            active: { actions: [{ disconnect: { name: a } }] }`,
    },
  ],
  transferToVoicemail: [
    {
      entry: flow.transferToVoicemail(
        {
          queue: "Support",
          callbackNumber: flow.exp("ToPhoneNumber(Flow.Number)"),
          calleeName: "Ada",
          greeting: "Speak.",
          errorType: "Flow.Type",
          errorMessage: "Flow.Message",
        },
        { failure: "a" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "transferToVoicemail",
          actionType: "transferToVoicemail",
          parameters: {
            queue: "Support",
            callbackNumber: { exp: "ToPhoneNumber(Flow.Number)" },
            calleeName: "Ada",
            greeting: "Speak.",
            errorType: "Flow.Type",
            errorMessage: "Flow.Message",
          },
        },
        nexts: { failure: "a" },
      },
      yaml: `
        transferToVoicemail:
          name: start
          destination:
            queue:
              targetQueue: { lit: { name: Support } }
              callbackNumber: { exp: ToPhoneNumber(Flow.Number) }
              calleeName: { lit: Ada }
              voicemailGreeting: { tts: Speak. }
          failureOutputs:
            errorType: { var: Flow.Type }
            errorMessage: { var: Flow.Message }
          outputs:
            failure: { actions: [{ disconnect: { name: a } }] }`,
    },
  ],
  transferToNumber: [transfer("Number", "number", "+13175550100", '{ lit: "+13175550100" }')],
  transferToUser: [transfer("User", "user", "ada@example.com", "{ lit: { name: ada@example.com } }")],
  transferToFlow: [
    {
      entry: flow.transferToFlow(
        {
          flow: "Main line",
          preTransferAudio: "A.",
          failureTransferAudio: "B.",
          errorType: "Flow.Type",
          errorMessage: "Flow.Message",
        },
        { failure: "a" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "transferToFlow",
          actionType: "transferToFlow",
          parameters: {
            flow: "Main line",
            preTransferAudio: "A.",
            failureTransferAudio: "B.",
            errorType: "Flow.Type",
            errorMessage: "Flow.Message",
          },
        },
        nexts: { failure: "a" },
      },
      yaml: `
        transferToFlow:
          name: start
          targetFlow: { name: Main line }
          preTransferAudio: { tts: A. }
          failureTransferAudio: { tts: B. }
          failureOutputs:
            errorType: { var: Flow.Type }
            errorMessage: { var: Flow.Message }
          outputs:
            failure: { actions: [{ disconnect: { name: a } }] }`,
    },
  ],
  setScreenPop: [
    {
      entry: flow.setScreenPop(
        { script: "Order desk", inputs: { orderNo: flow.exp("Flow.OrderNo") } },
        { default: "a" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "setScreenPop",
          actionType: "setScreenPop",
          parameters: { script: "Order desk", inputs: { orderNo: { exp: "Flow.OrderNo" } } },
        },
        nexts: { default: "a" },
      },
      yaml: `
        setScreenPop:
          name: start
          screenPopScript: { Order desk: { inputs: { orderNo: { exp: Flow.OrderNo } } } }`,
    },
  ],
  setLanguage: [
    {
      entry: flow.setLanguage({ language: "de-de" }, { default: "a" }),
      plain: {
        entryType: "action",
        action: { action: "setLanguage", actionType: "setLanguage", parameters: { language: "de-de" } },
        nexts: { default: "a" },
      },
      yaml: `
        setLanguage:
          name: start
          languageValue: { lit: de-de }
          language: de-de`,
    },
  ],
  architect: [
    {
      entry: flow.action(
        "setExternalTag",
        { externalTag: { exp: "Flow.OrderNo" } },
        { failure: "b", default: "a" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "architect",
          actionType: "architect",
          parameters: { type: "setExternalTag", body: { externalTag: { exp: "Flow.OrderNo" } } },
        },
        nexts: { failure: "b", default: "a" },
      },
      yaml: `
        setExternalTag:
          name: start
          externalTag: { exp: Flow.OrderNo }
          outputs:
            failure: { actions: [{ disconnect: { name: b } }] }`,
    },
    {
      entry: flow.action(
        "callLexV2Bot",
        { lexBot: { outputs: { intents: { Order: { actions: { path: "order" } } } } } },
        { order: "b", default: "a" },
      ),
      plain: {
        entryType: "action",
        action: {
          action: "architect",
          actionType: "architect",
          parameters: {
            type: "callLexV2Bot",
            body: { lexBot: { outputs: { intents: { Order: { actions: { path: "order" } } } } } },
          },
        },
        nexts: { order: "b", default: "a" },
      },
      yaml: `
        callLexV2Bot:
          name: start
          lexBot: { outputs: { intents: { Order: { actions: [{ disconnect: { name: b } }] } } } }`,
    },
  ],
};

function transfer(what: "Number" | "User", parameter: string, given: string, yaml: string): Sample {
  const parameters = {
    [parameter]: given,
    preTransferAudio: "A.",
    failureTransferAudio: "B.",
    connectTimeout: 20000,
    errorType: "Flow.Type",
    errorMessage: "Flow.Message",
  };
  const builders: Readonly<Record<string, unknown>> = { ...flow };
  const build = builders[`transferTo${what}`] as (parameters: object, nexts: object) => Entry;
  return {
    entry: build(parameters, { failure: "a" }),
    plain: {
      entryType: "action",
      action: { action: `transferTo${what}`, actionType: `transferTo${what}`, parameters },
      nexts: { failure: "a" },
    },
    yaml: `
      transferTo${what}:
        name: start
        target${what}: ${yaml}
        preTransferAudio: { tts: A. }
        failureTransferAudio: { tts: B. }
        connectTimeout: { lit: { seconds: 20 } }
        failureOutputs:
          errorType: { var: Flow.Type }
          errorMessage: { var: Flow.Message }
        outputs:
          failure: { actions: [{ disconnect: { name: a } }] }`,
  };
}

/** A document with the entry and the two ends that it may lead to. */
export function documentOf(entry: Entry): FlowDocument {
  const targets = new Set(Object.values(entry.nexts ?? {}));
  const ends = ["a", "b"].filter((key) => targets.has(key)).map((key) => [key, flow.disconnect()] as const);
  return flow.document({ start: entry, ...Object.fromEntries(ends) }, { variables: declarations(entry) });
}

/** Variables that an expression reads and no action sets must be declared. */
export function declarations(entry: unknown): Record<string, { type: VariableType }> {
  const text = JSON.stringify(entry);
  const types: Record<string, VariableType> = {
    "Flow.Level": "integer",
    "Flow.IsOpen": "boolean",
    "Flow.Digit": "string",
    "Flow.Skill": "skill",
    "Flow.Agents": "userCollection",
    "Flow.Agent": "user",
    "Flow.Queue": "queue",
    "Flow.QueueName": "string",
    "Flow.Schedules": "scheduleCollection",
    "Flow.Number": "string",
    "Flow.Key": "string",
    "Flow.OrderNo": "string",
  };
  const read = Object.entries(types).filter(([name]) =>
    new RegExp(`${name.replace(".", "\\.")}\\b`).test(text),
  );
  return Object.fromEntries(read.map(([name, type]) => [name, { type }]));
}
