resource volume 'Microsoft.NetApp/netAppAccounts/capacityPools/volumes@2023-11-01' = {
  name: 'example/pool/volume'
  location: 'westeurope'
  properties: {
    creationToken: 'example'
    subnetId: '/subscriptions/0/subnets/example'
    protocolTypes: [
      'NFSv4.1'
    ]
    exportPolicy: {
      rules: [
        {
          ruleIndex: 1
          allowedClients: '10.0.0.0/24'
        }
      ]
    }
  }
}
