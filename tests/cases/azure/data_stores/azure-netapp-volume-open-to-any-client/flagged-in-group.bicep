resource group 'Microsoft.NetApp/netAppAccounts/volumeGroups@2023-11-01' = {
  name: 'example/group'
  location: 'westeurope'
  properties: {
    groupMetaData: {
      applicationType: 'ORACLE'
      applicationIdentifier: 'ABC'
    }
    volumes: [
      {
        name: 'data'
        properties: {
          creationToken: 'data'
          subnetId: '/subscriptions/0/subnets/example'
          protocolTypes: [
            'NFSv4.1'
          ]
          exportPolicy: {
            rules: [
              {
                ruleIndex: 1
                allowedClients: '0.0.0.0/0'
              }
            ]
          }
        }
      }
    ]
  }
}
