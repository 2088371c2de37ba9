import { Update } from '/tmp/tg/wt/adapters/chat/telegram/update.ts';
import { receive } from '/tmp/tg/wt/adapters/chat/telegram/receive.ts';
import { usersIn } from '/tmp/tg/wt/adapters/chat/telegram/users-in.ts';
import { toPerson } from '/tmp/tg/wt/adapters/chat/telegram/user.ts';
const u = {update_id:5,message:{message_id:7,date:1,from:{id:55,is_bot:false,first_name:'Olga',language_code:'en',username:'olga'},chat:{id:55,type:'private',first_name:'Olga'},text:'/meeting list',entities:[{type:'bot_command',offset:0,length:8}]}};
const time = (name:string, f:()=>unknown) => { let best=1e9; for (let i=0;i<300;i++) f(); for(let r=0;r<20;r++){ const t=performance.now(); for(let i=0;i<300;i++) f(); best=Math.min(best,(performance.now()-t)*1000/300);} console.log(best.toFixed(2),'us',name); };
const d = Update.parse(u);
time('parse',()=>Update.safeParse(u)); time('usersIn',()=>usersIn(d)); time('receive',()=>receive(d,{id:1,username:'bot'})); time('person',()=>toPerson(d.message!.from!)); time('locale',()=>new Intl.Locale('en').toString());
