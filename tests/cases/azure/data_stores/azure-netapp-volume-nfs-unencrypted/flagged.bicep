resource volume 'Microsoft.NetApp/netAppAccounts/capacityPools/volumes@2023-11-01' = {
  name: 'example/pool/volume'
  location: 'westeurope'
  properties: {
    creationToken: 'example'
    subnetId: '/subscriptions/0/subnets/example'
    protocolTypes: [
      'NFSv4.1'
    ]
    kerberosEnabled: false
  }
}
