import { judge } from './plan-case.ts';

const zones = `
use acronis-scs 12.5 update 2
use network

zone corporate {
  subnet 10.1.0.0/24
  component ams : acronis-scs.management-server at 10.1.0.10
  component admins : acronis-scs.admin at 10.1.0.64/26
  component mail : network.smtp-server at 10.1.0.25
}
zone card-data {
  subnet 10.2.0.0/24
  component payment : acronis-scs.agent at 10.2.0.16/28
  component archive : acronis-scs.smb-archive at 10.2.0.200
}
zone files { subnet 10.3.0.0/24 component shares : network.file-server-smb at 10.3.0.10 component exports : network.file-server-nfs at 10.3.0.11 }
zone vault { subnet 203.0.113.16/28 component offsite : acronis-scs.sftp-archive at 203.0.113.20 }
zone internet external { component download : acronis-scs.download-site component account : acronis-scs.account-site }
check disabled-feature off "no reports by mail"
`;

// 001_582cfc70e5366b67.txt (Deploying Acronis SCS backup software), scenarios 3 and 4 and Appendix A.
judge({
  title: 'Acronis SCS with card data in a segment of its own, in operation',
  plan: zones,
  must: [
    // Scenario 3: "All agents … require an open outbound port 7780 to the management server"
    'payment -> ams : tcp 7780',
    // Scenario 4: "and outbound port 22 to the off-site SFTP server"
    'payment -> offsite : tcp 22',
    // Appendix A, 1 and 2
    'ams -> download : tcp 80',
    'ams -> account : tcp 443',
  ],
  mustNot: [
    // Scenario 3: "the management server and the admin user(s) never need network access"
    'ams -> payment',
    'ams -> archive',
    'ams -> offsite',
    'admins -> payment',
    'admins -> archive',
    // 9877 is for registration and for licenses, and not among the ports that the scenarios name.
    'payment -> ams : tcp 9877',
    // A file server is an archive only where a plan says so.
    'payment -> shares',
    'payment -> exports',
    'payment -> download',
    // Appendix A, 17, is optional functionality.
    'ams -> mail',
    'payment -> mail',
  ],
});

judge({
  title: 'Acronis SCS with card data in a segment of its own, while agents are installed',
  plan: zones,
  phases: ['deployment'],
  must: [
    'payment -> ams : tcp 7780',
    'payment -> offsite : tcp 22',
    'ams -> download : tcp 80',
    'ams -> account : tcp 443',
    // Scenario 3: "open a temporary flow … via the agents' inbound ports 445, 25001, and 43234"
    'ams -> payment : tcp 445, 25001, 43234',
    // Appendix A, 5: "Register Agent: 9877"
    'payment -> ams : tcp 9877',
  ],
  mustNot: ['ams -> payment : tcp 9876', 'ams -> archive', 'ams -> shares'],
});
