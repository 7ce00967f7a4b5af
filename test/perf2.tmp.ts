import { checkDocument } from "../provider/src/actions/check";
const N=10000; const k=(n:number)=>n===0?"start":`e${n}`;
const doc={content:{entries:Object.fromEntries(Array.from({length:N},(_,n)=>[k(n),{entryType:"action",action:{action:"playAudio",actionType:"playAudio",parameters:{audio:"x"}},...(n+1<N&&{nexts:{default:k(n+1)}})}]))}};
for (let i=0;i<5;i++){const t=process.cpuUsage().user; checkDocument("inboundCall",doc); console.log((process.cpuUsage().user-t)/1000);}
